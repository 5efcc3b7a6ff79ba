package dev.sluice.hadoop;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.DiskFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.InvalidPathException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Says of a failure of HDFS what kind it is; much of it comes as the name of a class in an answer of the name node. */
final class HdfsFailure {
    private HdfsFailure() {}

    static StorageException of(String verb, String path, IOException failure) {
        Kind kind = kind(failure);
        return DiskFailure.of(verb, path, kind, text(failure), failure);
    }

    static Kind kind(IOException failure) {
        Throwable thrown = unwrapped(failure);
        if (thrown instanceof ParentNotDirectoryException || thrown instanceof FileNotFoundException) {
            return Kind.NOT_FOUND;
        } else if (thrown instanceof FileAlreadyExistsException || thrown instanceof AlreadyBeingCreatedException) {
            return Kind.EXISTS;
        } else if (thrown instanceof PathIsNotEmptyDirectoryException) {
            return Kind.NOT_EMPTY;
        } else if (thrown instanceof InvalidPathException || isOfALimit(thrown)) {
            return Kind.INVALID;
        } else if (thrown instanceof QuotaExceededException) {
            return Kind.NO_SPACE;
        } else if (thrown instanceof AccessControlException) {
            return Kind.DENIED;
        }
        return kindOfText(text(thrown).toLowerCase(Locale.ROOT));
    }

    /** A name that is too long, for example; the class is known to name nodes only. */
    private static boolean isOfALimit(Throwable thrown) {
        return thrown instanceof RemoteException remote && remote.getClassName().contains("FSLimitException");
    }

    private static Kind kindOfText(String text) {
        return text.contains("is a directory or file under source") || text.contains("invalid file name")
                ? Kind.INVALID
                : Kind.IO;
    }

    /** The first line: answers of the name node have its stack behind. */
    static String text(Throwable failure) {
        Throwable thrown = failure instanceof IOException io ? unwrapped(io) : failure;
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElse(message);
    }

    private static Throwable unwrapped(IOException failure) {
        for (Throwable thrown = failure; thrown != null; thrown = next(thrown)) {
            if (thrown instanceof RemoteException remote) {
                return remote.unwrapRemoteException();
            } else if (thrown instanceof QuotaExceededException) {
                return thrown;
            }
        }
        return failure;
    }

    private static @Nullable Throwable next(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown.equals(cause) ? null : cause;
    }
}
