package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidProgramException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several parents read together, partition by partition: joins and cogroups of co-partitioned data. */
public record Zip<T>(
        List<? extends PlanNode<?>> parents,
        ZipStep<T> step,
        @Nullable Partitioner partitioner,
        Origin origin) implements PlanNode<T> {
    /** Parents must have the same number of partitions. */
    public Zip {
        parents = List.copyOf(parents);
        List<Integer> counts =
                parents.stream().map(PlanNode::partitions).distinct().toList();
        if (counts.size() != 1) {
            throw new InvalidProgramException(origin
                    + ": partitions can be zipped only where all sides have the same number, but were " + counts);
        }
    }

    @Override
    public int partitions() {
        return parents.get(0).partitions();
    }
}
