package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step over each partition by itself: map, filter, flatMap, mapPartitions and their like.
 *
 * @param keepsKeys whether keys stay as they are, so that the parent's placement still holds
 */
public record Narrow<I, T>(PlanNode<I> parent, Step<I, T> step, boolean keepsKeys, Origin origin)
        implements PlanNode<T> {
    @Override
    public List<PlanNode<I>> parents() {
        return List.of(parent);
    }

    @Override
    public int partitions() {
        return parent.partitions();
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return keepsKeys ? parent.partitioner() : null;
    }
}
