package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A directory holds a run that this program cannot go on with as it is. Nothing was changed; the text says what can be done. */
public final class RecoveryException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public RecoveryException(String message) {
        this(message, null);
    }

    /** A failure with its explanation and its cause. */
    public RecoveryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RecoveryException during(String what) {
        return new RecoveryException(what + ": " + getMessage(), this);
    }
}
