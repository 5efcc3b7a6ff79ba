package dev.sluice.engine.local;

import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        } else if (node instanceof Union<?> union) {
            prepareUnion(union, partitions);
        } else if (node instanceof Persist<?> persist) {
            prepare(persist.parent(), group.engine().persisted().missing(persist, partitions));
        } else {
            prepareAll(node.parents(), partitions);
        }
    }

    private void prepareUnion(Union<?> union, int[] partitions) throws Exception {
        UnionLayout layout = group.layout(union);
        if (layout.isAligned()) {
            prepareAll(union.parents(), partitions);
            return;
        }
        Map<Integer, List<Integer>> ofParents = new TreeMap<>();
        for (int partition : partitions) {
            int parent = layout.parentOf(partition);
            ofParents.computeIfAbsent(parent, p -> new ArrayList<>()).add(layout.numberIn(parent, partition));
        }
        for (Map.Entry<Integer, List<Integer>> ofParent : ofParents.entrySet()) {
            prepare(
                    union.parents().get(ofParent.getKey()),
                    ofParent.getValue().stream().mapToInt(p -> p).toArray());
        }
    }

    private void prepareAll(List<? extends PlanNode<?>> nodes, int[] partitions) throws Exception {
        for (PlanNode<?> node : nodes) {
            prepare(node, partitions);
        }
    }
}
