package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** Another run has taken over the directory of this one, which must end without a further word to anyone. */
public final class FencedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public FencedException(String message) {
        this(message, null);
    }

    private FencedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public FencedException during(String what) {
        return new FencedException(what + ": " + getMessage(), this);
    }
}
