package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;

/** Where a path leads: the names on the way down from the root. */
record Place(List<String> names, String path) {
    static Place of(String path) {
        if (path.indexOf('\0') >= 0) {
            throw refused(path, "holds a NUL character");
        }
        if (path.startsWith("/")) {
            throw refused(path, "is absolute");
        }
        List<String> names = new ArrayList<>(4);
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                throw refused(path, "holds '..'");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return new Place(names, names.size() == 1 ? names.get(0) : String.join("/", names));
    }

    static Place file(String path) {
        Place file = of(path);
        if (file.names.isEmpty()) {
            throw new StorageException(
                    Kind.INVALID, "'" + path + "' is the root of the storage; name a file or directory below it");
        }
        return file;
    }

    String name() {
        return names.get(names.size() - 1);
    }

    /** The way to the first names of this place only. */
    Place upTo(int depth) {
        List<String> above = names.subList(0, depth);
        return new Place(above, String.join("/", above));
    }

    boolean isWithin(Place other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    private static StorageException refused(String path, String rule) {
        return new StorageException(
                Kind.INVALID,
                "the path '" + path.replace('\0', '\uFFFD') + "' " + rule
                        + "; a path is relative to the root of the storage and stays below it");
    }
}
