package dev.sluice.log;

import org.jspecify.annotations.Nullable;

/**
 * What a check found of a file of a log.
 *
 * @param name of the file, without the directory
 * @param bytes its length; 0 if it is missing
 * @param validBytes how much of it belongs to the log; 0 for a file that no longer does and was not looked into
 * @param fault what is wrong; null if every byte that belongs to the log is as it was written
 */
public record CheckedSegment(
        String name, long bytes, long validBytes, @Nullable String fault) {}
