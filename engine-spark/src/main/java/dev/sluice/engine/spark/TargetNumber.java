package dev.sluice.engine.spark;

import org.apache.spark.Partitioner;

/** Takes the key, an Integer, as the number of the partition. */
final class TargetNumber extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int targets;

    TargetNumber(int targets) {
        this.targets = targets;
    }

    @Override
    public int numPartitions() {
        return targets;
    }

    @Override
    public int getPartition(Object key) {
        return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetNumber number && number.targets == targets;
    }

    @Override
    public int hashCode() {
        return targets;
    }
}
