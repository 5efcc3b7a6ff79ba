package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import dev.sluice.data.StorageLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node whose records are kept once computed, until the engine is told to unpersist it.
 *
 * @param id unique within the engine; what {@code unpersist} names
 */
public record Persist<T>(long id, PlanNode<T> parent, StorageLevel level, Origin origin) implements PlanNode<T> {
    @Override
    public List<PlanNode<T>> parents() {
        return List.of(parent);
    }

    @Override
    public int partitions() {
        return parent.partitions();
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return parent.partitioner();
    }
}
