package dev.sluice.journal;

/**
 * What a check found of one file.
 *
 * @param name in the directory
 * @param bytes its length; 0 if it is missing
 * @param detail what is wrong, or what else is to be said of it; empty for nothing
 */
public record CheckedEntry(String name, Status status, long bytes, String detail) {
    /** How a file is. */
    public enum Status {
        /** Every byte is as it was written. */
        OK,
        /** It is not, or the file is missing. */
        DAMAGED,
        /** No run needs it: it waits to be deleted, and was not looked into. */
        UNNEEDED,
        /** It is not Sluice's. */
        STRAY
    }
}
