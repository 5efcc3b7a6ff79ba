package dev.sluice.conformance.simulation;

/**
 * A record of any simulated program, between any two operators.
 *
 * @param id the number under which its feed gave it; negative for what an operator made of several
 */
record Event(long id, int key, long value) {
    private static final int KEYS = 4;

    /** The record that every feed has under this number. */
    static Event numbered(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        return new Event(number, (int) ((mixed >>> 40) % KEYS), (mixed >>> 20) % 100);
    }

    static Event parse(String text) {
        String[] parts = text.split(":", 3);
        return new Event(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
        return id + ":" + key + ":" + value;
    }

    Event withValue(long newValue) {
        return new Event(id, key, newValue);
    }

    static Event made(int key, long value) {
        return new Event(-1, key, value);
    }
}
