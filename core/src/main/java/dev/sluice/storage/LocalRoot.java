package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Finds the places of a storage on the disk and lets nothing out of its root, by name or by link. */
record LocalRoot(Path directory, boolean followsLinks) {
    LocalRoot {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Where a name stands or would stand. What is there, if it is a link, is not followed. */
    Path place(StoragePath path) throws IOException {
        return path.isRoot() ? directory : real(path.parent()).resolve(plain(path));
    }

    /** What a name leads to, all links followed. */
    Path real(StoragePath path) throws IOException {
        Path real = resolve(path).toRealPath();
        if (!holds(real)) {
            throw new StorageException(
                    Kind.DENIED,
                    "'" + path + "' is a link out of the directory " + directory
                            + "; give the directory it leads to as the root, or follow links explicitly");
        }
        return real;
    }

    /** What a name leads to, which must be a regular file: a pipe would block, a directory has no bytes. */
    Path regularFile(StoragePath path) throws IOException {
        Path real = real(path);
        if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return real;
        }
        throw notRegular(path.toString());
    }

    static StorageException notRegular(String path) {
        return DiskFailure.notRegular(path);
    }

    boolean holds(Path real) throws IOException {
        return followsLinks || real.startsWith(directory.toRealPath());
    }

    private Path resolve(StoragePath path) {
        return path.isRoot() ? directory : resolve(path.parent()).resolve(plain(path));
    }

    private static Path plain(StoragePath path) {
        try {
            Path name = Path.of(path.name());
            if (name.getNameCount() == 1 && !name.isAbsolute() && !path.name().contains(File.separator)) {
                return name;
            }
        } catch (InvalidPathException e) {
            throw new StorageException(Kind.INVALID, unfit(path), e);
        }
        throw new StorageException(Kind.INVALID, unfit(path));
    }

    private static String unfit(StoragePath path) {
        return "'" + path + "' holds the name '" + path.name()
                + "', which this file system cannot have; use another name";
    }
}
