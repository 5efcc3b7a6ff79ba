package dev.sluice.batch;

import java.time.Duration;

/**
 * When a batch follows the one before: after a fixed time, or as soon as the one before is done.
 *
 * <p>Self-clocked batches take what arrived while the last one ran. A batch begins when the last one is done and records
 * wait, not sooner than {@code min} after the last one began. Where nothing arrives one begins {@code max} after the
 * last, so that timeouts are seen to, and one at the end of every slide longer than {@code min}, so that no window is
 * left out. Batch times are multiples of {@code min}: the first that is not over when the batch begins. Slides are
 * multiples of {@code min} too; where no batch was, windows see nothing.
 *
 * @param min the fixed time, or the least between the beginnings of two batches: whole milliseconds, or ten
 *     microseconds or more that go into one
 * @param max the most between the beginnings of two batches where none takes longer; a multiple of {@code min}, and
 *     {@code min} itself where the time is fixed
 * @param selfClocked whether batches begin when the last one is done
 */
public record BatchInterval(Duration min, Duration max, boolean selfClocked) {
    /** A batch after each such time: whole milliseconds, or ten microseconds or more that go into one. */
    public static BatchInterval fixed(Duration interval) {
        return new BatchInterval(interval, interval, false);
    }

    /**
     * Self-clocked batches.
     *
     * @param min the least time from the beginning of a batch to that of the next: whole milliseconds, or ten
     *     microseconds or more that go into one
     * @param max how long no batch begins where nothing arrives: a multiple of the least time, at least twice as long
     */
    public static BatchInterval auto(Duration min, Duration max) {
        return new BatchInterval(min, max, true);
    }

    @Override
    public String toString() {
        return selfClocked ? min + " to " + max + ", self-clocked" : min.toString();
    }
}
