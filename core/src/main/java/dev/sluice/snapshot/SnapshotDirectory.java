package dev.sluice.snapshot;

import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** Where the snapshots of a job are. */
record SnapshotDirectory(Storage storage, String path, UUID job) {
    String path(SnapshotFile file) {
        return path.isEmpty() ? file.name() : path + "/" + file.name();
    }

    /** The snapshots' files that are there, with their lengths in bytes; what has any other name is left out. */
    NavigableMap<SnapshotFile, Long> files() {
        NavigableMap<SnapshotFile, Long> files = new TreeMap<>();
        for (Entry entry : storage.list(path)) {
            if (entry.kind() == Entry.Kind.FILE) {
                SnapshotFile.named(entry.name()).ifPresent(file -> files.put(file, entry.size()));
            }
        }
        return files;
    }

    /** The manifests among them, newest first. */
    Iterable<SnapshotFile> manifests() {
        return manifests(files());
    }

    static NavigableMap<SnapshotFile, Long> dataOf(NavigableMap<SnapshotFile, Long> files) {
        return files.headMap(SnapshotFile.manifest(0, 0), false);
    }

    static Iterable<SnapshotFile> manifests(NavigableMap<SnapshotFile, Long> files) {
        return files.tailMap(SnapshotFile.manifest(0, 0), true).descendingKeySet();
    }
}
