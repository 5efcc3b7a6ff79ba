package dev.sluice.engine.spark;

import dev.sluice.plan.Source;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.table.VersionedState;
import org.apache.spark.rdd.RDD;

/**
 * The stateful nodes of a group of jobs: each evaluated once, by a job of its own, when it is first asked for; all committed
 * or rolled back together. Thread-safe.
 */
interface GroupStates {
    /** What a node emitted, one partition for each of the node's. A failed evaluation leaves the state as it was. */
    RDD<Records> emitted(Stateful<?, ?> node);

    /** The whole state at the version that its node writes, as records. */
    <S extends VersionedState, T> Source<T> snapshot(StateSnapshot<S, T> node);

    /** Commits the versions that were written. Must not fail. */
    void commit();

    /** Rolls back what is not committed, also what is still being evaluated. */
    void close();
}
