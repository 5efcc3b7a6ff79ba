package dev.sluice.source;

import dev.sluice.data.Batch;

/**
 * How many records a batch may read at a rate of so many a second: the rate times the interval. What is left over is
 * kept up to one whole record, so that one record a second works at ten batches a second, and nothing is saved up for a
 * burst. Not thread-safe.
 */
public final class RateCap {
    private static final long RECORD = 1_000_000_000L;

    private final long recordsPerSecond;
    /** In billionths of a record, which is what a rate of one a second gives in a nanosecond. */
    private long credit;

    /** A cap of so many records a second; {@link Long#MAX_VALUE} for none. */
    public RateCap(long recordsPerSecond) {
        this.recordsPerSecond = recordsPerSecond;
    }

    /** The most records this batch may read; may be 0. */
    public long next(Batch batch) {
        long nanos = Math.max(1, batch.interval().toNanos());
        if (recordsPerSecond > Long.MAX_VALUE / 2 / nanos) {
            return Long.MAX_VALUE;
        }
        credit = Math.min(credit, RECORD) + recordsPerSecond * nanos;
        return credit / RECORD;
    }

    /** The batch reads so many. */
    public void spend(long records) {
        credit -= Math.min(records, credit / RECORD) * RECORD;
    }
}
