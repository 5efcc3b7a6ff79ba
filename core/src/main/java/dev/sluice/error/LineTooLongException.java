package dev.sluice.error;

/** A line of text exceeds the limit that keeps an endless one from filling the memory. */
public final class LineTooLongException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** A failure with its explanation and the offset of the line, in bytes from the start of the text. */
    public LineTooLongException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /** Where the line begins, in bytes from the start of the text. */
    public long offset() {
        return offset;
    }
}
