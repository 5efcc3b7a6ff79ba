package dev.sluice.engine.local;

import dev.sluice.plan.Narrow;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.Union;
import java.util.List;

/** How many records a stage reads from its sources and from what is evaluated already. */
final class Volume {
    /** Where a source does not know. */
    static final long UNKNOWN = Split.UNKNOWN;

    private final LocalJobGroup group;

    Volume(LocalJobGroup group) {
        this.group = group;
    }

    /** The records that these partitions read, or {@link #UNKNOWN}. */
    long of(PlanNode<?> node, int[] partitions) {
        long sum = 0;
        for (int i = 0; i < partitions.length && sum != UNKNOWN; i++) {
            sum = plus(sum, of(node, partitions[i]));
        }
        return sum;
    }

    /** The records that a partition reads, or {@link #UNKNOWN}. */
    long of(PlanNode<?> node, int partition) {
        if (node instanceof Source<?> source) {
            return source.splits().get(partition).size();
        }
        if (node instanceof Narrow<?, ?> narrow) {
            return of(narrow.parent(), partition);
        }
        if (node instanceof Union<?> union) {
            return ofUnion(union, partition);
        }
        if (node instanceof Shuffle<?, ?, ?> shuffle && !Exchanges.isPassThrough(shuffle)) {
            return ofShuffle(shuffle, partition);
        }
        if (node instanceof Persist<?> persist) {
            Records<?> kept = group.engine().persisted().ifKept(persist, partition);
            return kept == null ? of(persist.parent(), partition) : kept.size();
        }
        if (node instanceof Stateful<?, ?> stateful) {
            StateRun run = group.states().ifEvaluated(stateful);
            return run == null ? UNKNOWN : run.records(partition).size();
        }
        if (node instanceof StateSnapshot<?, ?> snapshot) {
            StateRun run = group.states().ifEvaluated(snapshot.stateful());
            return run == null ? UNKNOWN : run.state().size(partition);
        }
        return ofAll(node.parents(), partition);
    }

    private long ofUnion(Union<?> node, int partition) {
        UnionLayout layout = group.layout(node);
        if (layout.isAligned()) {
            return ofAll(node.parents(), partition);
        }
        int parent = layout.parentOf(partition);
        return of(node.parents().get(parent), layout.numberIn(parent, partition));
    }

    private long ofShuffle(Shuffle<?, ?, ?> node, int partition) {
        Exchange<?, ?> exchange = group.exchanges().ifEvaluated(node);
        if (exchange != null) {
            return exchange.size(partition);
        }
        return node.isAligned() ? of(node.parent(), partition) : UNKNOWN;
    }

    private long ofAll(List<? extends PlanNode<?>> nodes, int partition) {
        long sum = 0;
        for (PlanNode<?> node : nodes) {
            sum = plus(sum, of(node, partition));
        }
        return sum;
    }

    static long plus(long left, long right) {
        return left == UNKNOWN || right == UNKNOWN ? UNKNOWN : left + right;
    }
}
