package dev.sluice.log;

/**
 * A file of a log.
 *
 * @param name without the directory
 * @param epoch the run that wrote it
 * @param number which of its files, from 1
 * @param bytes how long the file is
 * @param validBytes how much of it belongs to the log, by what the newest file says of it; none if a later file does not
 *     name it or has a copy of all of it, so that it can be deleted
 */
public record Segment(String name, int epoch, int number, long bytes, long validBytes) {}
