package dev.sluice.batch;

import dev.sluice.time.Clock;
import java.time.Duration;

/**
 * When batches end. Batch times are multiples of the interval since the epoch; from the first on they follow the
 * monotonic clock, so that a jump of the wall clock moves nothing.
 *
 * @param zeroMillis the end of the interval before the first batch, by the wall clock
 * @param zeroNanos the same moment by the monotonic clock
 */
record BatchTimes(Duration interval, long zeroMillis, long zeroNanos) {
    /** Times of a run that starts now. */
    static BatchTimes startingNow(Clock clock, Duration interval) {
        long nowNanos = clock.monotonicNanos();
        long nowMillis = clock.wallMillis();
        long zero = Math.floorDiv(nowMillis, interval.toMillis()) * interval.toMillis();
        return new BatchTimes(interval, zero, nowNanos - (nowMillis - zero) * 1_000_000);
    }

    /** The batch time of the interval with this number, counted from 1. */
    long timeMillis(long ordinal) {
        return zeroMillis + ordinal * interval.toMillis();
    }

    /** The end of the interval with this number by the monotonic clock. */
    long tickNanos(long ordinal) {
        return zeroNanos + ordinal * interval.toNanos();
    }
}
