package dev.sluice.peers.workload;

import java.time.Duration;

/**
 * How many records of each source a batch takes, so that it lasts as long as is wanted; for contenders in batches that
 * run as fast as they can. Thread-safe.
 */
public final class BatchSize {
    private static final long FIRST = 1 << 12;

    private final boolean fixed;
    private final double targetNanos;
    private double records;

    /** Batches of this length, or of a second of the data's own time where the input has such. */
    public BatchSize(Input<?> input, Duration target) {
        this.fixed = input.unit() > 1;
        this.targetNanos = target.toNanos();
        this.records = fixed ? input.unit() : FIRST;
    }

    /** The size of the next batch. */
    public synchronized long records() {
        return (long) records;
    }

    /** A batch of so many records of each source took so long. */
    public synchronized void took(long done, long nanos) {
        if (!fixed && done > 0) {
            double wanted = done * targetNanos / Math.max(1, nanos);
            records = Math.max(FIRST, Math.max(records / 2, Math.min(records * 2, wanted)));
        }
    }
}
