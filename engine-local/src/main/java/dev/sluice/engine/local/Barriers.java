package dev.sluice.engine.local;

import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.Union;

/**
 * Evaluates what partitions wait for: shuffles and stateful nodes, each as a stage with all hands. What a partition
 * finds not evaluated after all, it evaluates itself; that is right too, but on one thread while others wait.
 */
final class Barriers {
    private final LocalJobGroup group;

    Barriers(LocalJobGroup group) {
        this.group = group;
    }

    /** Makes everything ready that these partitions of the node read. */
    void prepare(PlanNode<?> node, int[] partitions) throws Exception {
        if (node instanceof Stateful<?, ?> stateful) {
            group.states().of(stateful, group.cancellation());
        } else if (node instanceof StateSnapshot<?, ?> snapshot) {
            group.states().of(snapshot.stateful(), group.cancellation());
        } else if (partitions.length > 0 && !(node instanceof Source<?>)) {
            prepareRead(node, partitions);
        }
    }

    private void prepareRead(PlanNode<?> node, int[] partitions) throws Exception {
        if (node instanceof Shuffle<?, ?, ?> shuffle && !shuffle.isAligned()) {
            group.exchanges().of(shuffle, group.cancellation());
        } else if (node instanceof Union<?> union && !union.isAligned()) {
            prepareConcatenated(union, partitions);
        } else if (node instanceof Persist<?> persist) {
            prepare(persist.parent(), group.engine().persisted().missing(persist, partitions));
        } else {
            for (PlanNode<?> parent : node.parents()) {
                prepare(parent, partitions);
            }
        }
    }

    private void prepareConcatenated(Union<?> union, int[] partitions) throws Exception {
        int first = 0;
        for (PlanNode<?> parent : union.parents()) {
            prepare(parent, Parts.ofParent(partitions, first, parent.partitions()));
            first += parent.partitions();
        }
    }
}
