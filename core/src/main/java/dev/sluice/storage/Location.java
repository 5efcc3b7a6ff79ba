package dev.sluice.storage;

import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file or directory, or the beginning of its name. Serializable if the storage is.
 *
 * @param path in the storage
 * @param shown what people know it by
 */
public record Location(Storage storage, String path, String shown) implements Serializable {
    private static final Set<String> NO_NAMES = Set.of("", ".", "..");

    /** A place in a storage, shown by its path. */
    public Location(Storage storage, String path) {
        this(storage, path, path);
    }

    /**
     * A place on this machine, as programs write it: {@code out/counts} is {@code counts} in the directory {@code out} of
     * the working directory. Nothing is touched yet.
     *
     * @throws InvalidProgramException if it does not end with a name
     */
    public static Location local(String name) {
        Path path = absolute(name);
        Path last = path.getFileName();
        Path directory = path.getParent();
        if (name.isBlank() || last == null || directory == null || NO_NAMES.contains(last.toString())) {
            throw new InvalidProgramException("a path must end with the name of a file or directory, but was \"" + name
                    + "\"; try \"out/counts\"");
        }
        return new Location(new LocalStorage(directory), last.toString(), name);
    }

    /** The place whose name has this at its end. */
    public Location plus(String more) {
        return new Location(storage, path + more, shown + more);
    }

    /** The place with this name in the same directory. */
    public Location sibling(String name) {
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        return new Location(storage, above + name, shown.substring(0, shown.lastIndexOf('/') + 1) + name);
    }

    /** The directory it is in, as a path of the storage. */
    public String directory() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Its name, without the directory. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return shown;
    }

    private static Path absolute(String name) {
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidProgramException(
                    "the path \"" + name.replace('\0', '\uFFFD') + "\" cannot be on this machine: " + e.getReason()
                            + "; use another name",
                    e);
        }
    }
}
