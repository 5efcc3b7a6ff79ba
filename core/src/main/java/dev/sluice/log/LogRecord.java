package dev.sluice.log;

/**
 * What was appended to the log.
 *
 * @param position where it is
 * @param type what the payload is, for who wrote it; 1 to 255
 * @param payload what was written; the array belongs to whoever read it
 */
public record LogRecord(LogPosition position, int type, byte[] payload) {}
