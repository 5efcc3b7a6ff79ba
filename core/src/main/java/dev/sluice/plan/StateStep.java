package dev.sluice.plan;

import dev.sluice.function.Supplier;
import dev.sluice.table.VersionedState;
import java.io.Serializable;

/**
 * What a {@link Stateful} node does in one partition: takes the records of the batch in and turns version b-1 of its
 * state into version b.
 */
public interface StateStep<S extends VersionedState, O> extends Serializable {
    /** Makes the empty state of a partition. */
    Supplier<S> emptyState();

    /** Opens the step on the state's open version; {@code out} takes what the step emits. */
    ZipStep.Inputs open(S state, TaskContext task, Origin origin, Emitter<? super O> out) throws Exception;

    /** Whether the step goes through the whole state, and not only through what the records ask for. */
    default boolean visitsAll() {
        return true;
    }
}
