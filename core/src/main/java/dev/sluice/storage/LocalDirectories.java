package dev.sluice.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates directories that last. One that is there already may have been made by a process that was killed before its
 * name was durable; so what is above it is synced once, too. Safe for any thread.
 */
final class LocalDirectories {
    private final Set<Path> synced = ConcurrentHashMap.newKeySet();

    /** Creates a directory and those above it, where they are missing. */
    void create(LocalDisk disk, @Nullable Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            create(disk, directory.getParent());
        }
        createLast(disk, directory);
    }

    /** Creates a directory in one that is there. */
    void createLast(LocalDisk disk, Path directory) throws IOException {
        Path parent = directory.getParent();
        if (!Files.isDirectory(directory) && disk.createDirectory(directory)) {
            syncNew(disk, directory);
        } else if (parent != null && !synced.contains(parent)) {
            syncOld(disk, parent);
        }
    }

    /** A name that cannot be made durable goes again, so that the next attempt does not take it for one that is. */
    private static void syncNew(LocalDisk disk, Path directory) throws IOException {
        boolean durable = false;
        try {
            disk.syncDirectory(directory.resolveSibling(""));
            durable = true;
        } finally {
            if (!durable) {
                Files.deleteIfExists(directory);
            }
        }
    }

    private void syncOld(LocalDisk disk, Path directory) throws IOException {
        try {
            disk.syncDirectory(directory);
        } catch (AccessDeniedException e) {
            // What may not be read cannot be synced; it is its owner's.
        }
        synced.add(directory);
        Path parent = directory.getParent();
        if (parent != null && !synced.contains(parent)) {
            syncOld(disk, parent);
        }
    }
}
