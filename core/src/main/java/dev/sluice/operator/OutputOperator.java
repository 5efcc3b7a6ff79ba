package dev.sluice.operator;

import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.sink.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What makes a stream run: an action on each of its batches.
 *
 * @param id the operation's number, in order of definition
 * @param promise where the data goes and how often it arrives, in words
 */
public record OutputOperator<T>(int id, Operator<T> parent, Action<T> action, String promise, Origin origin) {
    /** An action on a stream's data in one batch. */
    @FunctionalInterface
    public interface Action<T> {
        /** Acts, but not before the fence; runs jobs on the node as it likes. */
        void run(PlanNode<T> node, OutputRun run) throws Exception;

        /** Acts as far as that has no effect for anyone else, to see whether it fails. */
        default void rehearse(PlanNode<T> node, OutputRun run) throws Exception {}

        /** What of the stream's data is handed on, for who wants to see it without acting. */
        default PlanNode<?> written(PlanNode<T> node) {
            return node;
        }

        /** Whether it only prints what it gets, so that it may act whoever looks. */
        default boolean onlyPrints() {
            return false;
        }

        /** The time of the newest batch of a job whose output is there, as far as that can be told. */
        default Optional<Instant> newest(String job) {
            return Optional.empty();
        }

        /** A run with a directory begins: what runs before it left undone must never appear. */
        default void takeOver(RunId run) {}

        /** The run was stopped gracefully, and all is done. */
        default void finish(RunId run) {}

        /** The run has ended, in whatever way. */
        default void close() {}
    }

    /** Runs the action, where the batch ends a slide of the stream. */
    public void run(Evaluation evaluation, OutputRun run) {
        PlanNode<T> node = evaluation.of(parent);
        if (node == null) {
            return;
        }
        try {
            action.run(node, run);
        } catch (Exception | StackOverflowError thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /** Acts as far as that has no effect, where the batch ends a slide of the stream. */
    public void rehearse(Evaluation evaluation, OutputRun run) {
        PlanNode<T> node = evaluation.of(parent);
        if (node == null) {
            return;
        }
        try {
            action.rehearse(node, run);
        } catch (Exception | StackOverflowError thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /** Whether the batch ends a slide of the stream, so that the action runs. */
    public boolean isDue(Evaluation evaluation) {
        return evaluation.of(parent) != null;
    }
}
