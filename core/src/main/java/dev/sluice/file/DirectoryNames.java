package dev.sluice.file;

import dev.sluice.storage.Storage;

/** The way to a directory. */
final class DirectoryNames {
    private DirectoryNames() {}

    /** Makes the names on the way to a directory durable: a run that was killed may have created them and not synced. */
    static void sync(Storage storage, String directory) {
        for (int end = directory.lastIndexOf('/'); end >= 0; end = directory.lastIndexOf('/', end - 1)) {
            storage.syncDirectory(directory.substring(0, end));
        }
        if (!directory.isEmpty()) {
            storage.syncDirectory("");
        }
    }
}
