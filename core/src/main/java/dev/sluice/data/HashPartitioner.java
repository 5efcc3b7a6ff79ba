package dev.sluice.data;

import dev.sluice.error.InvalidProgramException;

/** Places keys by their {@link StableHash}: alike on every engine, every JDK and after every restart. */
public record HashPartitioner(int partitions) implements Partitioner {
    /** A partitioner over a positive number of partitions. */
    public HashPartitioner {
        if (partitions < 1) {
            throw new InvalidProgramException("the number of partitions must be at least 1, but was " + partitions);
        }
    }

    @Override
    public int partition(Object key, int hash) {
        boolean powerOfTwo = (partitions & (partitions - 1)) == 0;
        return powerOfTwo ? hash & (partitions - 1) : Math.floorMod(hash, partitions);
    }
}
