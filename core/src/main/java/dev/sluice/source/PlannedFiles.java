package dev.sluice.source;

import dev.sluice.error.SourceException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares files that an earlier run planned with those that are there now. A directory is listed once for many files,
 * and anew after one that was not as it should be. Thread-safe.
 */
final class PlannedFiles implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final Storage storage;
    private final ConcurrentHashMap<String, Map<String, SeenFile>> listed = new ConcurrentHashMap<>();

    PlannedFiles(String source, Storage storage) {
        this.source = source;
        this.storage = storage;
    }

    /** Fails unless the file is as it was. */
    void require(SeenFile file) {
        String directory = file.path().substring(0, Math.max(0, file.path().lastIndexOf('/')));
        SeenFile now = listed.computeIfAbsent(directory, this::list).get(file.path());
        if (!file.equals(now)) {
            listed.remove(directory);
            throw changed(file, now);
        }
    }

    private Map<String, SeenFile> list(String directory) {
        try {
            return storage.list(directory).stream()
                    .filter(entry -> entry.kind() == Entry.Kind.FILE)
                    .map(entry -> seen(directory, entry))
                    .collect(Collectors.toMap(SeenFile::path, file -> file));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Map.of();
            }
            throw e;
        }
    }

    private static SeenFile seen(String directory, Entry entry) {
        String path = directory.isEmpty() ? entry.name() : directory + "/" + entry.name();
        return new SeenFile(path, entry.size(), entry.modified());
    }

    private SourceException changed(SeenFile file, @Nullable SeenFile now) {
        return new SourceException(source + ": file " + file + " was planned for a batch of an earlier run and is "
                + (now == null ? "gone" : now + " now")
                + "; nothing of it was read again. Put it back as it was, with its modification time, or start anew in"
                + " another directory; leave files as they are until a restart does not need their batch any more");
    }
}
