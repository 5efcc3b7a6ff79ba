package dev.sluice.storage;

/** What a run survives. */
public enum Durability {
    /** Nothing: all is in memory, and gone with the process. */
    NONE,
    /** The end of the process, however sudden: what is promised was given to the operating system. */
    PROCESS,
    /** The loss of power too: what is promised was synced to the disk. */
    POWER
}
