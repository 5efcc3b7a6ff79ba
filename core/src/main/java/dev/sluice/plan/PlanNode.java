package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of one stream in one batch, not yet computed: partitioned, immutable, lazy. A pure value. */
public sealed interface PlanNode<T> permits Source, Narrow, Zip, Shuffle, Union, Stateful, StateSnapshot, Persist {
    /** The nodes this one reads. */
    List<? extends PlanNode<?>> parents();

    /** The number of partitions; may be 0. */
    int partitions();

    /** How the keys of the records are placed, or null where nothing is known. */
    default @Nullable Partitioner partitioner() {
        return null;
    }

    /** The program line this node comes from. */
    Origin origin();
}
