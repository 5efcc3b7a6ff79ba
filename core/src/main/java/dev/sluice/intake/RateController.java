package dev.sluice.intake;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;

/**
 * Says how many records the next batch may read, so that batches end before the next one is due and within a latency
 * target, however expensive records become.
 *
 * <p>A batch may take <i>B</i> = 0.9 · min(target, interval). What a record costs is measured, not assumed:
 * <pre>
 *   cost     = max( Σ 0.5^age · processing time / Σ 0.5^age · records, that of the last batch if it was half full )
 *   capacity = min( B / cost, 2 · capacity before )
 *   next     = capacity · clamp( 1 - (scheduling delay - max(0, target - interval)) / 2B, 0.1, 1 )
 * </pre>
 * kept between the minimum and the maximum. The cost holds its share of what a batch costs whatever its size, so
 * capacity nears the fixed point, where a batch takes exactly <i>B</i>, from one side and does not swing around it: with
 * a + b·n for n records the distance shrinks by the factor a/B each batch. Dearer records are followed at once, cheaper
 * ones within a doubling per batch, and a backlog is worked off by smaller batches.
 *
 * <p>Only batches that were filled to a half at least, or that took longer than <i>B</i>, are measured: small ones say
 * more about what an empty batch costs than about records. So a quiet time changes nothing, and the first batches are
 * as large as the initial number allows. Not thread-safe.
 */
public final class RateController {
    private static final double UTILIZATION = 0.9;
    private static final double MEMORY = 0.5;
    private static final double GROWTH_MAX = 2;
    private static final double SQUEEZE_MAX = 0.1;

    private final double budgetNanos;
    private final double toleratedNanos;
    private final double min;
    private final double max;
    private double records;
    private double nanos;
    private double capacity;
    private long next;

    /**
     * A controller before the first batch.
     *
     * @param latencyTarget how long a batch may take from its planning to its end
     * @param batchInterval the time from one batch to the next
     * @param initialRecords the most records of the first batches
     * @param minRecords never fewer than so many, at least 1, so that there is something to measure
     * @param maxRecords never more than so many
     */
    public RateController(
            Duration latencyTarget, Duration batchInterval, long initialRecords, long minRecords, long maxRecords) {
        require(!latencyTarget.isZero() && !latencyTarget.isNegative(), "latency target", latencyTarget, "positive");
        require(!batchInterval.isZero() && !batchInterval.isNegative(), "batch interval", batchInterval, "positive");
        require(minRecords >= 1, "fewest records of a batch", minRecords, "at least 1");
        require(maxRecords >= minRecords, "most records of a batch", maxRecords, "at least the fewest, " + minRecords);
        double target = latencyTarget.toNanos();
        double interval = batchInterval.toNanos();
        this.budgetNanos = UTILIZATION * Math.min(target, interval);
        this.toleratedNanos = Math.max(0, target - interval);
        this.min = minRecords;
        this.max = maxRecords;
        this.capacity = Math.max(min, Math.min(max, (double) initialRecords));
        this.next = (long) capacity;
    }

    /** A controller that lets every batch read whatever there is. */
    public static RateController unlimited() {
        Duration any = Duration.ofSeconds(1);
        return new RateController(any, any, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The most records the next batch may read. */
    public long recordsMax() {
        return next;
    }

    /**
     * A batch has ended well.
     *
     * @param batchRecords how many records it read
     * @param processing how long it ran
     * @param scheduling how long it waited before
     */
    public void completed(long batchRecords, Duration processing, Duration scheduling) {
        double took = Math.max(1, processing.toNanos());
        boolean filled = batchRecords >= next / 2;
        if (batchRecords > 0 && (filled || took > budgetNanos)) {
            records = MEMORY * records + batchRecords;
            nanos = MEMORY * nanos + took;
            double cost = Math.max(nanos / records, filled ? took / batchRecords : 0);
            capacity = bounded(Math.min(budgetNanos / cost, GROWTH_MAX * capacity));
        }
        double excess = Math.max(0, scheduling.toNanos() - toleratedNanos);
        double squeeze = Math.max(SQUEEZE_MAX, 1 - excess / (2 * budgetNanos));
        next = (long) bounded(capacity * squeeze);
    }

    private double bounded(double wanted) {
        return Math.max(min, Math.min(max, wanted));
    }

    private static void require(boolean holds, String what, Object given, String rule) {
        if (!holds) {
            throw new InvalidProgramException("the " + what + " must be " + rule + ", but was " + given);
        }
    }
}
