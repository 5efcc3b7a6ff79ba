package dev.sluice.time;

import java.time.Duration;

/** Turns delays into deadlines, without overflow. */
final class Delays {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Delays() {}

    static long deadline(long nowNanos, Duration delay) {
        return nowNanos + bounded(delay).toNanos();
    }

    private static Duration bounded(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
