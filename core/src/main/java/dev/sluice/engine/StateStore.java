package dev.sluice.engine;

import dev.sluice.error.StateException;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.List;
import java.util.function.IntPredicate;

/** The states that an engine holds from batch to batch, seen from outside of the batches. Thread-safe. */
public interface StateStore {
    /**
     * Takes hold of an operator's state as it is committed, one capture for each partition. Called between batches.
     *
     * @param full of which partitions all is asked for; of the others what changed since the last capture
     * @return empty if the engine holds no state of the operator
     * @throws StateException while a batch writes the state
     */
    List<StateCapture> capture(String operator, IntPredicate full);

    /**
     * Gives the engine an operator's state, before the first batch. Partitions are loaded in parallel.
     *
     * @param version the version that the next batch starts from, at least 1
     * @throws StateException if the engine holds a state of the operator, or if a loader throws what is no
     *     {@link dev.sluice.error.SluiceException}; failures name operator and partition, and leave the state new
     */
    void load(String operator, long version, int partitions, Loader loader);

    /** Makes the state of a partition. Called by several threads. */
    @FunctionalInterface
    interface Loader {
        /** The state, committed and ready. */
        VersionedState load(int partition) throws Exception;
    }
}
