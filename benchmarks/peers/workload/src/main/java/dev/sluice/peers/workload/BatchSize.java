package dev.sluice.peers.workload;

import java.time.Duration;

/**
 * How many records of each source a batch takes, so that it lasts as long as is wanted; for contenders in batches that
 * run as fast as they can. Thread-safe.
 */
public final class BatchSize {
    private static final long FIRST = 1 << 12;
    /** A batch that is long for once, as one with a checkpoint is, shall not spoil those after it. */
    private static final double LEAST_OF_LAST = 0.8;

    private static final double MOST_OF_LAST = 2;

    private final boolean fixed;
    private final double targetNanos;
    private double records;

    /**
     * Batches of this length, of a second of the data's own time, or of what is due, a second of it at most, as the input
     * has it.
     */
    public BatchSize(Input<?> input, Duration target) {
        boolean paced = input.pace().perSecond() > 0;
        this.fixed = input.unit() > 1 || paced;
        this.targetNanos = target.toNanos();
        this.records = paced ? input.pace().perSecond() : fixed ? input.unit() : FIRST;
    }

    /** The size of the next batch. */
    public synchronized long records() {
        return (long) records;
    }

    /** A batch of so many records of each source took so long. */
    public synchronized void took(long done, long nanos) {
        if (!fixed && done > 0) {
            double wanted = done * targetNanos / Math.max(1, nanos);
            records = Math.max(FIRST, Math.max(records * LEAST_OF_LAST, Math.min(records * MOST_OF_LAST, wanted)));
        }
    }
}
