package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.table.VersionedState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An input stream at work, as the batch loop sees it. The loop alone calls these methods, one at a time; what gathers
 * records behind them may run on threads of its own.
 *
 * <pre>
 *   [resume, replan…]  start [begun]  plan → committed → forget → settled …  stop  close
 * </pre>
 */
public interface Input<T> {
    /** Goes on where an earlier run left off: called before {@link #start}, if there was one. Takes nothing in yet. */
    default void resume(Resumption from) {}

    /**
     * Plans a batch again that an earlier run had planned; called between {@link #resume} and {@link #start}, in order.
     *
     * @param reading what that plan gave, see {@link InputPlan#reading}
     */
    default InputPlan<T> replan(Batch batch, Object reading) {
        throw new UnsupportedOperationException(getClass() + " gives no readings");
    }

    /** Begins to take records in. */
    void start();

    /**
     * Where the input has begun, as a reading of nothing; asked for after the very first start, so that a run after a crash
     * begins there too and not where the source is by then. Null where there is no such place.
     */
    default @Nullable Object begun() {
        return null;
    }

    /**
     * Decides what a batch reads. Called once for each batch, in order; the same batch run again reads the same plan.
     *
     * @param recordsMax the most records to plan where the input can count them; at least 1
     */
    InputPlan<T> plan(Batch batch, long recordsMax);

    /**
     * Whether the input says {@link InputContext#arrival} whenever records came that {@link #waiting} counts. Self-clocked
     * batches need not ask such an input.
     */
    default boolean tells() {
        return false;
    }

    /**
     * Whether this batch would read anything if it were planned now; nothing is taken. Only self-clocked batches ask,
     * not more often than their least interval. An input that cannot say answers yes, and has a batch each time.
     *
     * @param batch the next batch, which may come to have a later time
     */
    default boolean isReady(Batch batch, long recordsMax) {
        return !tells() || waiting() > 0;
    }

    /** The batch is done, and will not be run again by this run. Called on the thread of the batch. */
    default void committed(Batch batch) {}

    /** The batch is committed, durably if the run is durable: tell those who wait for it, and let go of its records. */
    void forget(Batch batch);

    /** The batch will never be read again, not even by a run after a crash: let the source forget it too. */
    default void settled(Batch batch) {}

    /**
     * What the input remembers beside a position, as of the last committed batch; stored with the state of operators and
     * restored before {@link #resume}. Null for most.
     */
    default @Nullable VersionedState memory() {
        return null;
    }

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
