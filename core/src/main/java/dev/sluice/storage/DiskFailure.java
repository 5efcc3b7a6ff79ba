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

/** Says of a failure of the disk what kind it is and what to do; the operating system gives much of it only as text. */
final class DiskFailure {
    private DiskFailure() {}

    static StorageException of(String verb, String path, IOException failure) {
        Kind kind = kind(failure);
        return new StorageException(
                kind, "cannot " + verb + " '" + path + "': " + reason(kind, failure) + "; " + remedy(kind), failure);
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

    private static String reason(Kind kind, IOException failure) {
        return switch (kind) {
            case NOT_FOUND -> "no such file or directory";
            case EXISTS -> "the name is taken";
            case NOT_EMPTY -> "the directory is not empty";
            default -> failure instanceof AccessDeniedException ? "permission denied" : text(failure);
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
