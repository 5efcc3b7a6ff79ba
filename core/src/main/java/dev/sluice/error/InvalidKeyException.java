package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A record has a key that cannot be placed: null, an array, or an object with identity as its hash. */
public final class InvalidKeyException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public InvalidKeyException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public InvalidKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
