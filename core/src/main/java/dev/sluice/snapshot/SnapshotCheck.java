package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.log.FileSeal;
import dev.sluice.log.FrameReader;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at every byte of the snapshots of a job. Changes nothing. */
public final class SnapshotCheck {
    private final SnapshotDirectory directory;
    private final NavigableMap<SnapshotFile, Long> files;
    private final List<CheckedFile> checked = new ArrayList<>();
    private final NavigableMap<SnapshotFile, Set<FileSeal>> needed = new TreeMap<>();

    private SnapshotCheck(SnapshotDirectory directory) {
        this.directory = directory;
        this.files = directory.files();
    }

    /**
     * What is there and what is missing: manifests first, newest first, then data files.
     *
     * @throws dev.sluice.error.StorageException when the disk fails
     */
    public static List<CheckedFile> verify(Storage storage, String directory, UUID job) {
        return new SnapshotCheck(new SnapshotDirectory(storage, directory, job)).run();
    }

    private List<CheckedFile> run() {
        for (SnapshotFile file : SnapshotDirectory.manifests(files)) {
            add(file, true, fault(() -> read(file)));
        }
        needed.forEach((file, seals) -> add(file, true, fault(() -> seals.forEach(seal -> read(file, seal)))));
        for (SnapshotFile file : SnapshotDirectory.dataOf(files).keySet()) {
            if (!needed.containsKey(file)) {
                add(file, false, null);
            }
        }
        return List.copyOf(checked);
    }

    private void read(SnapshotFile manifest) {
        ManifestForm.read(directory, manifest)
                .seals()
                .forEach((file, seal) ->
                        needed.computeIfAbsent(file, any -> new HashSet<>()).add(seal));
    }

    private void add(SnapshotFile file, boolean isNeeded, @Nullable String fault) {
        checked.add(new CheckedFile(file.name(), files.getOrDefault(file, 0L), isNeeded, fault));
    }

    private void read(SnapshotFile file, FileSeal seal) {
        if (!files.containsKey(file)) {
            throw new CorruptionException("'" + directory.path(file) + "' is missing; restore it from a copy");
        }
        FrameReader in = new FrameReader(directory.storage(), directory.path(file), file.id(directory.job()));
        for (int frame = 0; frame < seal.frames(); frame++) {
            in.require();
        }
        in.requireEnd(seal);
    }

    private static @Nullable String fault(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (CorruptionException damage) {
            return damage.getMessage();
        }
    }
}
