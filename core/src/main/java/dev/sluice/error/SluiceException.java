package dev.sluice.error;

import org.jspecify.annotations.Nullable;

/** The root of all failures that Sluice reports. Its kinds say who has to act. */
public class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation and, where there is one, its cause. */
    public SluiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A failure with its explanation. */
    public SluiceException(String message) {
        super(message);
    }

    /** The same failure, told by what was being done; itself, where it says so already. */
    public SluiceException during(String what) {
        return this;
    }
}
