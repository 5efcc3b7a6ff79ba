package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A directory or a file could not be read or written. */
public final class StorageException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public StorageException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
