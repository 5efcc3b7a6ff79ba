package dev.sluice.source;

import dev.sluice.data.Batch;
import java.time.Duration;

/**
 * An input stream at work, as the batch loop sees it. The loop alone calls these methods, one at a time; what gathers
 * records behind them may run on threads of its own.
 */
public interface Input<T> {
    /** Begins to take records in. */
    void start();

    /**
     * Decides what a batch reads. Called once for each batch, in order; the same batch run again reads the same plan.
     *
     * @param recordsMax the most records to plan where the input can count them; at least 1
     */
    InputPlan<T> plan(Batch batch, long recordsMax);

    /** The batch is committed and needed by no one any more: acknowledge what it read, and forget it. */
    void forget(Batch batch);

    /**
     * Ends the taking in of records; what was taken in before can still be planned. Returns when the input is quiet or
     * the time is over.
     *
     * @return whether the input is quiet
     */
    boolean stop(Duration timeout);

    /** The number of records taken in but not planned yet; 0 where the source keeps them. */
    long waiting();

    /** Releases everything, last of all; batches that are planned but not forgotten are given up. */
    default void close() {}
}
