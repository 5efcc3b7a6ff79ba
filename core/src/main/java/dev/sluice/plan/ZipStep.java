package dev.sluice.plan;

import java.io.Serializable;

/** What a {@link Zip} does with one partition of all its parents. */
@FunctionalInterface
public interface ZipStep<O> extends Serializable {
    /** Opens the step for one partition; {@code out} takes what it emits. */
    Inputs open(TaskContext task, Origin origin, Emitter<? super O> out) throws Exception;

    /** Whether no records on any side surely means no records out. */
    default boolean keepsEmpty() {
        return false;
    }

    /** Where the records of each parent go: first all of parent 0, then all of parent 1, and so on, then the end. */
    interface Inputs {
        /** What takes the records of a parent. */
        Emitter<Object> input(int parent);

        /** Called once after the last record of the last parent. */
        void finish() throws Exception;
    }
}
