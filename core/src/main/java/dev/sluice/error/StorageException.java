package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A directory or a file could not be read or written. The {@link #kind()} says who can help. */
public final class StorageException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a program can act on it. */
    public enum Kind {
        /** Nothing has this name. */
        NOT_FOUND,
        /** Something has this name already, and nothing is ever overwritten. */
        EXISTS,
        /** A directory is not empty and therefore stays. */
        NOT_EMPTY,
        /** The disk or the quota is full; works again once there is room. */
        NO_SPACE,
        /** The permissions, a read-only mount or a link out of the root forbid it. */
        DENIED,
        /** The name or the range can never be right. */
        INVALID,
        /** The file failed before, so what it holds is unknown; go on with a new file. */
        POISONED,
        /** Anything else that the device or the operating system reports. */
        IO
    }

    private final Kind kind;

    /** A failure of the kind {@link Kind#IO} with its explanation. */
    public StorageException(String message) {
        this(Kind.IO, message, null);
    }

    /** A failure of the kind {@link Kind#IO} with its explanation and its cause. */
    public StorageException(String message, @Nullable Throwable cause) {
        this(Kind.IO, message, cause);
    }

    /** A failure of some kind with its explanation. */
    public StorageException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** A failure of some kind with its explanation and its cause. */
    public StorageException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    @Override
    public StorageException during(String what) {
        return new StorageException(kind, what + ": " + getMessage(), this);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
