package dev.sluice.snapshot;

import java.io.Serializable;
import java.util.Comparator;

/**
 * What is stored by itself: one partition of what an owner holds.
 *
 * @param owner who holds it, unique within the job and the same in every run
 * @param partition counted from 0
 * @param partitions how many there are
 */
public record Cell(String owner, int partition, int partitions) implements Comparable<Cell>, Serializable {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::owner).thenComparingInt(Cell::partitions).thenComparingInt(Cell::partition);

    /** A cell, whose partition must be one of its partitions. */
    public Cell {
        if (owner.isEmpty() || partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException(
                    "a cell is a partition in [0, partitions) of a named owner, but was given '" + owner
                            + "', partition " + partition + " of " + partitions);
        }
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "'" + owner + "', partition " + partition + " of " + partitions;
    }
}
