package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.IOException;

/** The errors of a disk, in the words of the storage on a real one. */
final class Refusal {
    private Refusal() {}

    static StorageException notFound(String verb, String path) {
        return of(
                Kind.NOT_FOUND,
                verb,
                path,
                "no such file or directory; check the name, and create the directory first");
    }

    static StorageException exists(String verb, String path) {
        return of(Kind.EXISTS, verb, path, "the name is taken; nothing is ever overwritten, so choose a new name");
    }

    static StorageException notEmpty(String path) {
        return of(Kind.NOT_EMPTY, "delete", path, "the directory is not empty; delete what it holds first");
    }

    static StorageException unfit(String verb, String path, String reason) {
        return of(Kind.INVALID, verb, path, reason + "; use another name");
    }

    static StorageException notRegular(String path) {
        return new StorageException(
                Kind.INVALID, "cannot read '" + path + "': it is not a regular file; only regular files are read");
    }

    static StorageException negative(String path, long offset, int max) {
        return new StorageException(
                Kind.INVALID,
                "cannot read " + max + " bytes of '" + path + "' from " + offset + ": neither may be negative");
    }

    static StorageException closed(String verb, String path) {
        return of(Kind.INVALID, verb, path, "it is closed; go on with a new file");
    }

    static StorageException poisoned(String verb, String path, StorageException cause) {
        return new StorageException(
                Kind.POISONED,
                "cannot " + verb + " '" + path + "': it failed before, so nobody knows what it holds;"
                        + " write everything since the last sync to a new file",
                cause);
    }

    static StorageException readOnly(String verb, String path) {
        return of(
                Kind.DENIED,
                verb,
                path,
                "this is a view for reading; write through the storage itself; nothing was changed");
    }

    /** What the device reports when it was told to fail. */
    static StorageException injected(Failure failure, Step step) {
        String remedy = failure.kind() == Kind.NO_SPACE
                ? "; what was committed is safe; make room and go on with a new file"
                : "; what was committed is safe; check the device, then start again";
        return new StorageException(
                failure.kind(),
                "cannot " + step.verb() + " '" + step.path() + "': " + failure.reason() + remedy,
                new IOException(failure.reason()));
    }

    private static StorageException of(Kind kind, String verb, String path, String reason) {
        return new StorageException(kind, "cannot " + verb + " '" + path + "': " + reason);
    }
}
