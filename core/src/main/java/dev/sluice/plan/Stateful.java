package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import dev.sluice.table.VersionedState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step with versioned state. An engine evaluates it exactly once for each version, even if no one reads its records,
 * starting from {@code previous}; a failed attempt leaves {@code previous} as it was.
 *
 * @param operator the stable id of the operator that owns the state
 * @param previous the version read, 0 where there is none yet
 * @param version the version written: the id of the batch
 * @param parents all with the same number of partitions, records placed by key
 * @param read whether anyone reads the records that the step emits; where not, an engine need not hold them
 */
public record Stateful<S extends VersionedState, T>(
        String operator,
        long previous,
        long version,
        List<? extends PlanNode<?>> parents,
        StateStep<S, T> step,
        @Nullable Partitioner partitioner,
        boolean read,
        Origin origin)
        implements PlanNode<T> {
    /** Parents must have the same number of partitions. */
    public Stateful {
        parents = List.copyOf(parents);
    }

    /** A node whose records may be read. */
    public Stateful(
            String operator,
            long previous,
            long version,
            List<? extends PlanNode<?>> parents,
            StateStep<S, T> step,
            @Nullable Partitioner partitioner,
            Origin origin) {
        this(operator, previous, version, parents, step, partitioner, true, origin);
    }

    @Override
    public int partitions() {
        return parents.get(0).partitions();
    }
}
