package dev.sluice.tool;

/** A command cannot be run as it was given; the text says what is wrong. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
