package dev.sluice;

import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.OutputRun;
import dev.sluice.plan.PlanNode;

/**
 * An action of the program, which may act only behind the fence.
 *
 * @param onlyPrints whether it only prints what it gets
 */
record FencedAction<T>(OutputOperator.Action<T> action, boolean onlyPrints) implements OutputOperator.Action<T> {
    @Override
    public void run(PlanNode<T> node, OutputRun run) throws Exception {
        run.fence().run();
        action.run(node, run);
    }
}
