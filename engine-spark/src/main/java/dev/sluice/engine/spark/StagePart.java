package dev.sluice.engine.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.Partition;

/** One partition of a stage, with all that it reads: partitions of other RDDs, and splits. */
final class StagePart implements Partition {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final Map<StagePlan.Slot, Partition> partitions;
    private final Map<StagePlan.Slot, Carried<?>> splits;
    private final transient List<String> locations;

    StagePart(
            int index,
            Map<StagePlan.Slot, Partition> partitions,
            Map<StagePlan.Slot, Carried<?>> splits,
            List<String> locations) {
        this.index = index;
        this.partitions = partitions;
        this.splits = splits;
        this.locations = locations;
    }

    @Override
    public int index() {
        return index;
    }

    Partition partition(StagePlan.Slot slot) {
        return java.util.Objects.requireNonNull(partitions.get(slot));
    }

    Carried<?> split(StagePlan.Slot slot) {
        return java.util.Objects.requireNonNull(splits.get(slot));
    }

    /** Hosts that hold its splits, best first. */
    List<String> locations() {
        return locations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StagePart part && part.index == index && part.partitions.equals(partitions);
    }

    @Override
    public int hashCode() {
        return index;
    }
}
