package dev.sluice.batch;

import dev.sluice.time.Clock;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.time.Instant;

/**
 * When batches end. Batch times are multiples of the interval since the end of the interval before the very first batch
 * of the job; from the first one of a run on they follow the monotonic clock, so that a jump of the wall clock moves
 * nothing.
 *
 * @param zeroMillis the end of the interval before the very first batch, by the wall clock
 * @param zeroNanos the moment by the monotonic clock at which that would be, from the first batch of this run counted back
 * @param lastPlanned the number of the last interval that was planned before this run
 * @param lastTicked the number of the last interval that was over before this run
 * @param everyInterval whether the intervals in between are planned each by itself
 */
record BatchTimes(
        Duration interval, long zeroMillis, long zeroNanos, long lastPlanned, long lastTicked, boolean everyInterval) {
    /** Times of a job that starts now. */
    static BatchTimes startingNow(Clock clock, Duration interval) {
        long nowMillis = clock.wallMillis();
        long millis = Math.max(1, interval.toMillis());
        long zero = Math.floorDiv(nowMillis, millis) * millis;
        return new BatchTimes(interval, zero, clock.monotonicNanos() - (nowMillis - zero) * 1_000_000, 0, 0, true);
    }

    /**
     * Times of a run that goes on now. Where the wall clock stands before the last batch time, it goes on there.
     *
     * @param lastMicros the time of the last batch that was planned
     * @param everyInterval whether the intervals that were missed are planned each by itself
     */
    static BatchTimes goingOn(Clock clock, Duration interval, long zeroMillis, long lastMicros, boolean everyInterval) {
        long micros = Micros.of(interval);
        long sinceZero = Micros.ofMillis(clock.wallMillis() - zeroMillis);
        long last = Math.floorDiv(lastMicros - Micros.ofMillis(zeroMillis), micros);
        long over = Math.floorDiv(sinceZero, micros);
        boolean clockIsBehind = over < last;
        long ticked = clockIsBehind ? last : over;
        long sinceTick = clockIsBehind ? 0 : sinceZero - over * micros;
        long zeroNanos = clock.monotonicNanos() - sinceTick * 1_000 - ticked * interval.toNanos();
        return new BatchTimes(interval, zeroMillis, zeroNanos, last, ticked, everyInterval);
    }

    /** The intervals that are passed over when the run begins. */
    Gap gap(SlideEnds slides) {
        return new Gap(lastPlanned, everyInterval ? lastPlanned : lastTicked, slides);
    }

    /** The batch time of the interval with this number, counted from 1. */
    Instant time(long ordinal) {
        return Micros.moment(Micros.ofMillis(zeroMillis) + ordinal * Micros.of(interval));
    }

    /** The number of the first interval that is not over at a moment of the monotonic clock. */
    long ordinalAt(long nanos) {
        return -Math.floorDiv(zeroNanos - nanos, interval.toNanos());
    }

    /** The time from the end of one interval to that of another. */
    Duration span(long from, long to) {
        return interval.multipliedBy(to - from);
    }

    /** The end of the interval with this number by the monotonic clock. */
    long tickNanos(long ordinal) {
        return zeroNanos + ordinal * interval.toNanos();
    }
}
