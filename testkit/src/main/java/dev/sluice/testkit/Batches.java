package dev.sluice.testkit;

import dev.sluice.error.InvalidProgramException;
import java.util.List;

/**
 * The records of one batch after another, as a stream takes them in. Immutable.
 *
 * @param <T> the records; never null
 */
public final class Batches<T> {
    private final List<List<T>> batches;
    private final int partitions;

    private Batches(List<List<T>> batches, int partitions) {
        this.batches = batches;
        this.partitions = partitions;
    }

    /** These batches, each in one partition. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Batches<T> of(List<T>... batches) {
        return of(List.of(batches));
    }

    /** These batches, each in one partition. */
    public static <T> Batches<T> of(List<? extends List<T>> batches) {
        return new Batches<>(batches.stream().map(List::copyOf).toList(), 1);
    }

    /** The same batches, each dealt out in order over this many partitions. */
    public Batches<T> inPartitions(int newPartitions) {
        if (newPartitions < 1) {
            throw new InvalidProgramException(
                    "a batch needs at least 1 partition, but was given " + newPartitions + "; try 1");
        }
        return new Batches<>(batches, newPartitions);
    }

    /** The number of batches. */
    public int size() {
        return batches.size();
    }

    /** The records of a batch, counted from 1; none after the last one. */
    public List<T> batch(long number) {
        return number <= batches.size() ? batches.get((int) number - 1) : List.of();
    }

    /** The number of partitions of each batch. */
    public int partitions() {
        return partitions;
    }

    @Override
    public String toString() {
        return batches.toString();
    }
}
