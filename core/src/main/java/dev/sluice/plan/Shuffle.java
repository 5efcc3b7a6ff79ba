package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records placed by key. With a combiner each key comes out once, its values combined in the order of the partitions
 * they came from; without one every record comes out, ordered by the partition it came from. Where the parent is
 * already placed alike nothing is exchanged.
 */
public record Shuffle<K, V, C>(
        PlanNode<KeyValue<K, V>> parent,
        Partitioner partitioner,
        @Nullable Combiner<V, C> combiner,
        Origin origin) implements PlanNode<KeyValue<K, C>> {
    @Override
    public List<PlanNode<KeyValue<K, V>>> parents() {
        return List.of(parent);
    }

    @Override
    public int partitions() {
        return partitioner.partitions();
    }

    /** Whether the parent's records are placed as this node wants them. */
    public boolean isAligned() {
        return partitioner.equals(parent.partitioner());
    }
}
