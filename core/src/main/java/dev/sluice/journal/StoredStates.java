package dev.sluice.journal;

import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.table.StateChunk;
import java.util.function.Consumer;

/**
 * The states in a snapshot. Thread-safe.
 *
 * @param displaced told of an owner whose rows belong elsewhere than they were stored, so that its next capture is full
 */
record StoredStates(SnapshotReader reader, Manifest manifest, Consumer<String> displaced) {
    /** Whether the owner's rows lie in so many partitions. */
    boolean isPlaced(String owner, int partitions) {
        return manifest.cells(owner).stream().allMatch(cell -> cell.partitions() == partitions);
    }

    /** About how many rows a partition holds. */
    long rows(String owner, int partition) {
        return manifest.cells(owner).stream()
                .filter(cell -> cell.partition() == partition)
                .mapToLong(manifest::rowsAtOnce)
                .sum();
    }

    /** About how many rows all partitions hold. */
    long rows(String owner) {
        return manifest.cells(owner).stream().mapToLong(manifest::rowsAtOnce).sum();
    }

    /** Loads a partition as it was stored. */
    void load(String owner, int partition, Consumer<StateChunk> out) {
        for (Cell cell : manifest.cells(owner)) {
            if (cell.partition() == partition) {
                reader.load(manifest, cell, out);
            }
        }
    }

    /** Loads all partitions, for the caller to pick from. */
    void load(String owner, Consumer<StateChunk> out) {
        manifest.cells(owner).forEach(cell -> reader.load(manifest, cell, out));
    }
}
