package dev.sluice.examples.spark;

/** What was asked for cannot be started so; the message is for whoever asked. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
