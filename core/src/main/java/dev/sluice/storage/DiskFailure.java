package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * Says of a failure of a disk what kind it is and what to do; the operating system gives much of it only as text. Public
 * for who makes a {@link Storage}, so that all say the same.
 */
public final class DiskFailure {
    private DiskFailure() {}

    static StorageException of(String verb, String path, IOException failure) {
        return of(verb, path, kind(failure), reason(failure), failure);
    }

    /**
     * A failure of a known kind.
     *
     * @param verb what was tried, for example {@code append to}
     * @param reason in words; not asked for where the kind says it
     */
    public static StorageException of(String verb, String path, Kind kind, String reason, Throwable failure) {
        return new StorageException(
                kind, "cannot " + verb + " '" + path + "': " + reason(kind, reason) + "; " + remedy(kind), failure);
    }

    /** A file was to be used after it was closed. */
    public static StorageException closed(String verb, String path) {
        return new StorageException(
                Kind.INVALID, "cannot " + verb + " '" + path + "': it is closed; go on with a new file");
    }

    /** A file was to be used after it had failed for the first time. */
    public static StorageException poisoned(String verb, String path, StorageException first) {
        return new StorageException(
                Kind.POISONED,
                "cannot " + verb + " '" + path + "': it failed before, so nobody knows what it holds;"
                        + " write everything since the last sync to a new file",
                first);
    }

    /** Something that is no regular file was to be read. */
    public static StorageException notRegular(String path) {
        return new StorageException(
                Kind.INVALID, "cannot read '" + path + "': it is not a regular file; only regular files are read");
    }

    static Kind kind(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return Kind.NOT_FOUND;
        } else if (failure instanceof FileAlreadyExistsException) {
            return Kind.EXISTS;
        } else if (failure instanceof DirectoryNotEmptyException) {
            return Kind.NOT_EMPTY;
        } else if (failure instanceof AccessDeniedException || failure instanceof FileSystemLoopException) {
            return Kind.DENIED;
        } else if (failure instanceof NotDirectoryException || failure instanceof AtomicMoveNotSupportedException) {
            return Kind.INVALID;
        }
        return kindOfText(text(failure).toLowerCase(Locale.ROOT));
    }

    private static Kind kindOfText(String text) {
        if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space")) {
            return Kind.NO_SPACE;
        } else if (text.contains("permission denied")
                || text.contains("read-only file system")
                || text.contains("operation not permitted")
                || text.contains("too many levels of symbolic links")) {
            return Kind.DENIED;
        } else if (text.contains("no such file") || text.contains("not a directory")) {
            return Kind.NOT_FOUND;
        } else if (text.contains("file name too long") || text.contains("invalid argument")) {
            return Kind.INVALID;
        }
        return Kind.IO;
    }

    private static String reason(IOException failure) {
        return failure instanceof AccessDeniedException ? "permission denied" : text(failure);
    }

    private static String reason(Kind kind, String text) {
        return switch (kind) {
            case NOT_FOUND -> "no such file or directory";
            case EXISTS -> "the name is taken";
            case NOT_EMPTY -> "the directory is not empty";
            default -> text;
        };
    }

    private static String remedy(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "check the name, and create the directory first";
            case EXISTS -> "nothing is ever overwritten, so choose a new name";
            case NOT_EMPTY -> "delete what it holds first";
            case NO_SPACE -> "what was committed is safe; make room and go on with a new file";
            case DENIED -> "what was committed is safe; let the user of this process read and write here";
            case INVALID -> "use another name";
            case POISONED, IO -> "what was committed is safe; check the device, then start again";
        };
    }

    private static String text(IOException failure) {
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
