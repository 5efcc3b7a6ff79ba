package dev.sluice.journal;

import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.table.StateChunk;
import java.util.function.Consumer;

/** The states in a snapshot. Thread-safe. */
record StoredStates(SnapshotReader reader, Manifest manifest) {
    /** Whether the owner's rows lie in so many partitions, so that each is loaded as it was stored. */
    boolean isPlaced(String owner, int partitions) {
        return manifest.cells(owner).stream().allMatch(cell -> cell.partitions() == partitions);
    }

    /** About how many rows a partition holds. */
    long rows(String owner, int partition, int partitions) {
        boolean placed = isPlaced(owner, partitions);
        long rows = manifest.cells(owner).stream()
                .filter(cell -> !placed || cell.partition() == partition)
                .mapToLong(manifest::rowsAtOnce)
                .sum();
        return placed ? rows : rows / partitions;
    }

    /** Loads a partition: as it was stored, or everything, for the caller to pick from, if it was placed otherwise. */
    void load(String owner, int partition, int partitions, Consumer<StateChunk> out) {
        boolean placed = isPlaced(owner, partitions);
        for (Cell cell : manifest.cells(owner)) {
            if (!placed || cell.partition() == partition) {
                reader.load(manifest, cell, out);
            }
        }
    }
}
