package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All records of all parents, in the order of the parents. Where every parent is placed by the same partitioner,
 * partition i of the union is partition i of each parent in turn, and the placement stays; otherwise the partitions
 * stand one after another.
 */
public record Union<T>(List<PlanNode<T>> parents, Origin origin) implements PlanNode<T> {
    /** A union of at least one node. */
    public Union {
        parents = List.copyOf(parents);
    }

    @Override
    public int partitions() {
        return isAligned()
                ? parents.get(0).partitions()
                : parents.stream().mapToInt(PlanNode::partitions).sum();
    }

    /** Whether all parents are placed alike, so that their partitions are joined index by index. */
    public boolean isAligned() {
        Partitioner first = parents.isEmpty() ? null : parents.get(0).partitioner();
        return first != null && parents.stream().allMatch(parent -> first.equals(parent.partitioner()));
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return isAligned() ? parents.get(0).partitioner() : null;
    }
}
