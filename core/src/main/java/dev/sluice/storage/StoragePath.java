package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;

/** A path that cannot leave its root: the names on the way down, none of them empty, {@code .} or {@code ..}. */
record StoragePath(List<String> names) {
    static StoragePath of(String path) {
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

    static StoragePath file(String path) {
        StoragePath file = of(path);
        if (file.isRoot()) {
            throw new StorageException(
                    Kind.INVALID, "'" + path + "' is the root of the storage; name a file or directory below it");
        }
        return file;
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    StoragePath parent() {
        return new StoragePath(names.subList(0, names.size() - 1));
    }

    String name() {
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
