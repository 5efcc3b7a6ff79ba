package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import dev.sluice.function.BiConsumer;
import dev.sluice.table.VersionedState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a stateful node as records, at the version that node writes. Readable only while that batch runs.
 *
 * @param view pushes every entry of one partition's state
 */
public record StateSnapshot<S extends VersionedState, T>(
        Stateful<S, ?> stateful, BiConsumer<S, Emitter<? super T>> view, Origin origin) implements PlanNode<T> {
    @Override
    public List<PlanNode<?>> parents() {
        return List.of(stateful);
    }

    @Override
    public int partitions() {
        return stateful.partitions();
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return stateful.partitioner();
    }
}
