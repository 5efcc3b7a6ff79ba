package dev.sluice.snapshot;

import java.util.List;

/**
 * What a prune left and what it deleted.
 *
 * @param kept the snapshots that a run can still start from, newest first; what the oldest of them does not need of a
 *     log is needed by none
 * @param deleted the names of the files, without the directory
 */
public record Pruned(List<Manifest> kept, List<String> deleted) {
    /** A result with copies of the lists. */
    public Pruned {
        kept = List.copyOf(kept);
        deleted = List.copyOf(deleted);
    }
}
