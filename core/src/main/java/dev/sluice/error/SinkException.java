package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/**
 * An output could not be written, and may be when the batch runs again: its server does not answer, refuses a record, or
 * broke off a transaction. Names the sink.
 */
public final class SinkException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public SinkException(String message) {
        this(message, null);
    }

    /** A failure with its explanation and its cause. */
    public SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public SinkException during(String what) {
        return new SinkException(what + ": " + getMessage(), this);
    }
}
