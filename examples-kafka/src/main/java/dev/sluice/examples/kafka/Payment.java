package dev.sluice.examples.kafka;

/**
 * What was paid in a shop. As text, its fields with blanks between.
 *
 * @param till which till took it
 * @param number of the payments of its till, from 0 without a gap
 */
record Payment(String till, long number, String shop, long cents) {
    private static final int SHOPS = 20;
    private static final int CENTS_MAX = 10_000;

    /** Some payment, always the same. */
    static Payment of(String till, long number) {
        long mixed = (till.hashCode() * 31L + number) * 0x9E3779B97F4A7C15L >>> 20;
        return new Payment(till, number, "shop-%02d".formatted(mixed % SHOPS), 1 + mixed / SHOPS % CENTS_MAX);
    }

    static Payment parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("'" + text + "' is no payment: a till, a number, a shop and cents");
        }
        return new Payment(fields[0], Long.parseLong(fields[1]), fields[2], Long.parseLong(fields[3]));
    }

    String text() {
        return till + " " + number + " " + shop + " " + cents;
    }
}
