package dev.sluice.text;

/** What becomes of a line that is longer than the limit. */
public enum LongLine {
    /** It stops the reading with a {@link dev.sluice.error.LineTooLongException}. */
    FAIL,
    /** Its start is kept, up to the limit and to a whole character; counted. */
    TRUNCATE,
    /** It is left out; counted. */
    SKIP
}
