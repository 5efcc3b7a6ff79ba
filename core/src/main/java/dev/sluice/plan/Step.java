package dev.sluice.plan;

import dev.sluice.function.BiFunction;
import java.io.Serializable;
import java.util.Iterator;

/** What a {@link Narrow} node does with the records of a partition. */
public sealed interface Step<I, O> extends Serializable {
    /** Whether no records in surely means no records out; what is known to be empty needs no evaluation. */
    default boolean keepsEmpty() {
        return false;
    }

    /** A step that is pushed record by record; engines fuse neighbours into one pipeline. */
    non-sealed interface Element<I, O> extends Step<I, O> {
        /**
         * Opens the step for one partition.
         *
         * @param out takes what the step emits
         */
        Stage<I> open(TaskContext task, Origin origin, Emitter<? super O> out);
    }

    /**
     * A step that pulls: a function from the iterator of a partition to another iterator.
     *
     * @param function given the number of the partition and its records
     */
    record OfIterator<I, O>(BiFunction<Integer, Iterator<I>, Iterator<O>> function) implements Step<I, O> {}
}
