package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A call on a keyed state that its rules forbid, for example an update after a removal. */
public final class StateException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public StateException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public StateException during(String what) {
        return new StateException(what + ": " + getMessage(), this);
    }
}
