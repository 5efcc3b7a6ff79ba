package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that read themselves, one split per partition.
 *
 * @param splits one per partition; none at all makes an empty node
 * @param partitioner how the keys of the records are placed, or null where nothing is known
 */
public record Source<T>(List<Split<T>> splits, @Nullable Partitioner partitioner, Origin origin)
        implements PlanNode<T> {
    /** A source with a copy of the list. */
    public Source {
        splits = List.copyOf(splits);
    }

    /** A source of records whose placement is not known. */
    public Source(List<Split<T>> splits, Origin origin) {
        this(splits, null, origin);
    }

    @Override
    public List<PlanNode<?>> parents() {
        return List.of();
    }

    @Override
    public int partitions() {
        return splits.size();
    }
}
