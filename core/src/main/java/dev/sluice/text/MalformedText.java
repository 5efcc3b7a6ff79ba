package dev.sluice.text;

/** What becomes of bytes that are not UTF-8. */
public enum MalformedText {
    /** Each malformed sequence becomes U+FFFD; counted. */
    REPLACE,
    /** It stops the reading with a {@link dev.sluice.error.MalformedTextException}. */
    REPORT
}
