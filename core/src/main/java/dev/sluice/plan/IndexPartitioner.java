package dev.sluice.plan;

import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidProgramException;

/** Takes the key, an Integer, as the number of the partition. */
public record IndexPartitioner(int partitions) implements Partitioner {
    /** A partitioner over a positive number of partitions. */
    public IndexPartitioner {
        if (partitions < 1) {
            throw new InvalidProgramException("the number of partitions must be at least 1, but was " + partitions);
        }
    }

    @Override
    public int partition(Object key, int hash) {
        return (Integer) key;
    }
}
