package dev.sluice.storage;

import java.time.Instant;

/**
 * A name in a directory and what stands behind it.
 *
 * @param name without the directory
 * @param size in bytes, of a file; zero for anything else
 * @param modified when the content last changed, by the clock of the disk; not to be trusted for order
 * @param kind what has this name
 */
public record Entry(String name, long size, Instant modified, Kind kind) {
    /** What can have a name. */
    public enum Kind {
        /** A regular file, or a link to one that may be read. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A link to a directory that may be read; who goes down through it may come back to where it is. */
        LINKED_DIRECTORY,
        /** A pipe, a device, a link that leads nowhere or out of the root. */
        OTHER
    }
}
