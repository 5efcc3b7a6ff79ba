package dev.sluice.plan;

import java.util.List;

/** Records that read themselves, one split per partition. */
public record Source<T>(List<Split<T>> splits, Origin origin) implements PlanNode<T> {
    /** A source of these splits; none at all makes an empty node without partitions. */
    public Source {
        splits = List.copyOf(splits);
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
