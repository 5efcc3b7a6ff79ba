package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A path that cannot leave its root, for who makes a {@link Storage}.
 *
 * @param names on the way down, none of them empty, {@code .} or {@code ..}
 */
public record StoragePath(List<String> names) {
    /**
     * The path that a caller wrote, perhaps the root.
     *
     * @throws StorageException of the kind {@link Kind#INVALID} if it could leave the root
     */
    public static StoragePath of(String path) {
        if (path.indexOf('\0') >= 0) {
            throw refused(path, "holds a NUL character");
        }
        if (path.startsWith("/")) {
            throw refused(path, "is absolute");
        }
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                throw refused(path, "holds '..'");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return new StoragePath(List.copyOf(names));
    }

    /**
     * The same of a file or directory below the root.
     *
     * @throws StorageException of the kind {@link Kind#INVALID} if it could leave the root, or is the root
     */
    public static StoragePath file(String path) {
        StoragePath file = of(path);
        if (file.isRoot()) {
            throw new StorageException(
                    Kind.INVALID, "'" + path + "' is the root of the storage; name a file or directory below it");
        }
        return file;
    }

    /** Whether there are no names. */
    public boolean isRoot() {
        return names.isEmpty();
    }

    StoragePath parent() {
        return new StoragePath(names.subList(0, names.size() - 1));
    }

    /** The last name; there must be one. */
    public String name() {
        return names.get(names.size() - 1);
    }

    boolean startsWith(StoragePath other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    StoragePath child(String name) {
        List<String> down = new ArrayList<>(names);
        down.add(name);
        return new StoragePath(List.copyOf(down));
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }

    private static StorageException refused(String path, String rule) {
        return new StorageException(
                Kind.INVALID,
                "the path '" + path.replace('\0', '\uFFFD') + "' " + rule
                        + "; a path is relative to the root of the storage and stays below it");
    }
}
