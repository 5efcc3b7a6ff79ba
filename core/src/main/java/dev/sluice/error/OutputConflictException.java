package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** Output that is visible already would have to change; it stays as it is. */
public final class OutputConflictException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A conflict with its explanation. */
    public OutputConflictException(String message) {
        this(message, null);
    }

    private OutputConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public OutputConflictException during(String what) {
        return new OutputConflictException(what + ": " + getMessage(), this);
    }
}
