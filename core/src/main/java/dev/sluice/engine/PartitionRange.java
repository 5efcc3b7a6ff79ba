package dev.sluice.engine;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The numbers of neighbouring partitions, for {@link JobGroup#run}: a list that holds none of them. Immutable. */
public final class PartitionRange extends AbstractList<Integer> implements RandomAccess {
    private final int from;
    private final int size;

    /** The partitions from one on, up to another that does not belong to them. */
    public PartitionRange(int from, int to) {
        this.from = from;
        this.size = Math.max(0, to - from);
    }

    /** All of so many partitions. */
    public static PartitionRange all(int partitions) {
        return new PartitionRange(0, partitions);
    }

    @Override
    public Integer get(int index) {
        return from + Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
        return size;
    }
}
