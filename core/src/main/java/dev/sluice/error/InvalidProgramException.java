package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** The program or its configuration breaks a rule; thrown at definition or at the start, before any record is read. */
public final class InvalidProgramException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public InvalidProgramException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public InvalidProgramException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public InvalidProgramException during(String what) {
        return new InvalidProgramException(what + ": " + getMessage(), this);
    }
}
