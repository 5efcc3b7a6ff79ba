package dev.sluice.file;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import java.util.List;

/** Finds the files to read at a place that a program names. */
public final class RecordFiles {
    private RecordFiles() {}

    /** Whether readers of a directory skip a name: it begins with a dot or an underscore. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /**
     * The files in a directory, sorted by name, without the hidden ones; or the file itself.
     *
     * @throws StorageException if nothing is there, or only directories are
     */
    public static List<Location> at(Location place) {
        return isFile(place) ? List.of(place) : in(place);
    }

    private static boolean isFile(Location place) {
        try {
            return place.storage().read(place.path(), 0, 0).length == 0;
        } catch (StorageException e) {
            if (e.kind() == Kind.INVALID) {
                return false;
            }
            throw e;
        }
    }

    private static List<Location> in(Location directory) {
        List<Entry> entries = directory.storage().list(directory.path()).stream()
                .filter(entry -> !isHidden(entry.name()))
                .toList();
        List<Location> files = entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.FILE)
                .map(entry -> directory.plus("/" + entry.name()))
                .toList();
        if (files.isEmpty() && !entries.isEmpty()) {
            throw new StorageException(
                    Kind.INVALID,
                    "'" + directory + "' holds no files to read, but "
                            + entries.get(0).name() + "; name that directory instead");
        }
        return files;
    }
}
