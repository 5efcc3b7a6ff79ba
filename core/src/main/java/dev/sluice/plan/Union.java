package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All records of all parents, in the order of the parents. Where every parent is placed by the same partitioner,
 * partition i of the union is partition i of each parent in turn, and the placement stays; otherwise the partitions
 * stand one after another.
 */
public final class Union<T> implements PlanNode<T> {
    private final List<PlanNode<T>> parents;
    private final Origin origin;
    private final @Nullable Partitioner partitioner;
    private final int partitions;

    /**
     * A union of these nodes; of none, without partitions. Its shape is found once: asked for over and over, in a long chain of unions, it
     * would take time by the power of the chain's length.
     */
    public Union(List<PlanNode<T>> parents, Origin origin) {
        this.parents = List.copyOf(parents);
        this.origin = origin;
        this.partitioner = common(parents);
        this.partitions = partitioner == null
                ? parents.stream().mapToInt(PlanNode::partitions).sum()
                : partitioner.partitions();
    }

    private static @Nullable Partitioner common(List<? extends PlanNode<?>> parents) {
        Partitioner first = parents.isEmpty() ? null : parents.get(0).partitioner();
        return first != null && parents.stream().allMatch(parent -> first.equals(parent.partitioner())) ? first : null;
    }

    @Override
    public List<PlanNode<T>> parents() {
        return parents;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return partitioner;
    }

    /** Whether all parents are placed alike, so that their partitions are joined index by index. */
    public boolean isAligned() {
        return partitioner != null;
    }

    @Override
    public String toString() {
        return "Union[parents=" + parents + ", origin=" + origin + "]";
    }
}
