package dev.sluice.engine;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.TaskContext;
import java.io.Serializable;
import java.util.Iterator;

/** What a job does with each partition. */
public sealed interface Task<T, R> extends Serializable {
    /** A task that records are pushed into: the fast form. */
    @FunctionalInterface
    non-sealed interface Push<T, R> extends Task<T, R> {
        /** Opens the task for one partition. */
        Run<T, R> open(TaskContext task) throws Exception;
    }

    /** A task that pulls the records, and may stop early: what it does not ask for is not computed. */
    @FunctionalInterface
    non-sealed interface Pull<T, R> extends Task<T, R> {
        /** Runs over one partition. */
        R run(TaskContext task, Iterator<T> records) throws Exception;
    }

    /** A {@link Push} task at work on one partition. */
    interface Run<T, R> extends Emitter<T> {
        /** The result, asked for once after the last record. */
        R result() throws Exception;

        /** Lets go of what it holds; called once at the end, after a failure too. Must not fail. */
        default void close() {}
    }
}
