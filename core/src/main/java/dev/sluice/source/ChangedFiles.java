package dev.sluice.source;

/** What becomes of a file that was seen before and has another size or modification time now. */
public enum ChangedFiles {
    /** It is left alone, and the log warns of it: what was added to it is not read. */
    IGNORE,
    /** All of it is read again: what was read before arrives twice. */
    READ_AGAIN,
    /** The batch fails, and the program decides. */
    FAIL
}
