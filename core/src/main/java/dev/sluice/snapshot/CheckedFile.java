package dev.sluice.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What a check found of a file.
 *
 * @param name of the file, without the directory
 * @param bytes its length; 0 if it is missing
 * @param needed whether a snapshot consists of it; what is not needed was left by a crash, waits to be deleted and is
 *     not looked into
 * @param fault what is wrong; null if every byte is as it was written
 */
public record CheckedFile(
        String name, long bytes, boolean needed, @Nullable String fault) {}
