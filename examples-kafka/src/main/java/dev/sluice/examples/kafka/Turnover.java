package dev.sluice.examples.kafka;

/** Payments together. As text, their number and cents with a blank between. */
record Turnover(long payments, long cents) {
    static final Turnover NONE = new Turnover(0, 0);

    static Turnover of(Payment payment) {
        return new Turnover(1, payment.cents());
    }

    Turnover plus(Turnover other) {
        return new Turnover(payments + other.payments, cents + other.cents);
    }

    static Turnover parse(String text) {
        String[] fields = text.split(" ", -1);
        return new Turnover(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    }

    String text() {
        return payments + " " + cents;
    }
}
