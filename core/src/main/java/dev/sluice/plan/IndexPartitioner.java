package dev.sluice.plan;

import dev.sluice.data.Partitioner;

/** Takes the key, an Integer, as the number of the partition. */
public record IndexPartitioner(int partitions) implements Partitioner {
    @Override
    public int partition(Object key, int hash) {
        return (Integer) key;
    }
}
