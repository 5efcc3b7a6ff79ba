package dev.sluice.error;

/** Bytes that were to be text are not UTF-8. */
public final class MalformedTextException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** A failure with its explanation and the offset of the first wrong byte, from the start of the text. */
    public MalformedTextException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /** Where the first wrong byte is, in bytes from the start of the text. */
    public long offset() {
        return offset;
    }
}
