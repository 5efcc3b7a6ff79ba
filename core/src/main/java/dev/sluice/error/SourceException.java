package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A source could not be read, or what it holds is not what it promised. Names the source. */
public final class SourceException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public SourceException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
