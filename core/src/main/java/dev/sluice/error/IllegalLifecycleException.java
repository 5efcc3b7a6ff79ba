package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** A call came in the wrong state of the context, for example a new operator after the start. */
public final class IllegalLifecycleException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public IllegalLifecycleException(String message) {
        super(message);
    }

    /** A failure with its explanation and its cause. */
    public IllegalLifecycleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
