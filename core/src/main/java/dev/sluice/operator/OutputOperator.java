package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.RddContext;

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
        /** Acts; runs jobs on the node as it likes. */
        void run(PlanNode<T> node, RddContext rdds, Batch batch) throws Exception;
    }

    /** Runs the action, where the batch ends a slide of the stream. */
    public void run(Evaluation evaluation) {
        PlanNode<T> node = evaluation.of(parent);
        if (node == null) {
            return;
        }
        try {
            action.run(node, evaluation.rdds(), evaluation.batch());
        } catch (Exception | StackOverflowError thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /** Whether the batch ends a slide of the stream, so that the action runs. */
    public boolean isDue(Evaluation evaluation) {
        return evaluation.of(parent) != null;
    }
}
