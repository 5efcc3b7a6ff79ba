package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A record was given to a source that takes no more: it is stopped, or restarted meanwhile. The record is not taken. */
public final class ReceiverStoppedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its explanation. */
    public ReceiverStoppedException(String message) {
        super(message);
    }

    /** A refusal with its explanation and its cause. */
    public ReceiverStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
