package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** More batches wait than the overload policy allows. */
public final class OverloadException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public OverloadException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public OverloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
