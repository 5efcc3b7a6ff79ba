package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** Stored bytes are not what was written. Nothing was changed or deleted; the text says where and what survives. */
public final class CorruptionException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public CorruptionException(String message) {
        this(message, null);
    }

    /** A failure with its explanation and its cause. */
    public CorruptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public CorruptionException during(String what) {
        return new CorruptionException(what + ": " + getMessage(), this);
    }
}
