package dev.sluice.conformance.simulation;

import java.util.concurrent.atomic.AtomicLong;

/** How many lives the tests of this package have lived. */
final class Lives {
    private static final AtomicLong LIVES = new AtomicLong();

    private Lives() {}

    static void count(long lives) {
        LIVES.addAndGet(lives);
    }

    static long all() {
        return LIVES.get();
    }
}
