package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A value cannot be written as bytes, or bytes cannot be read as a declared value. */
public final class CodecException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public CodecException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public CodecException during(String what) {
        return new CodecException(what + ": " + getMessage(), this);
    }
}
