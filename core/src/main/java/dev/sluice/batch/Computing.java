package dev.sluice.batch;

import dev.sluice.engine.JobGroup;
import dev.sluice.engine.PartitionRange;
import dev.sluice.engine.Task;
import dev.sluice.operator.Evaluation;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.OutputRun;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Stateful;
import java.util.List;

/** Computes data of a batch whose records nobody wants. */
final class Computing {
    private static final Task.Push<Object, Boolean> COMPUTE = context -> new Task.Run<>() {
        @Override
        public void emit(Object record) {}

        @Override
        public Boolean result() {
            return true;
        }
    };

    private Computing() {}

    /** Computes a node; a stateful one is evaluated whole, however little is read of it. */
    @SuppressWarnings("unchecked") // the task takes records of any type
    static void compute(JobGroup group, PlanNode<?> node) {
        int read = node instanceof Stateful ? 0 : node.partitions();
        List<Boolean> ignored = group.run((PlanNode<Object>) node, PartitionRange.all(read), COMPUTE);
    }

    /** Computes what an output reads, to no effect; false if it has no part in the batch. */
    static <T> boolean compute(OutputOperator<T> output, Evaluation evaluation, JobGroup group) {
        PlanNode<T> node = evaluation.of(output.parent());
        if (node != null) {
            compute(group, node);
        }
        return node != null;
    }

    /** Lets an output act as far as that has no effect, if it has a part in the batch. */
    static <T> void rehearse(OutputOperator<T> output, Evaluation evaluation, JobGroup group, OutputRun run) {
        if (compute(output, evaluation, group)) {
            output.rehearse(evaluation, run);
        }
    }
}
