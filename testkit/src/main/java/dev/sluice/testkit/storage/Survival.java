package dev.sluice.testkit.storage;

/** What is left of a disk when the program on it has died. */
public enum Survival {
    /**
     * Only the process died: all that it wrote is there. What it had not synced is not durable yet: unless the
     * next life syncs it, a power cut may still take it.
     */
    KILLED,
    /**
     * The power was cut, on a file system with a journal: of the names that were not synced, each directory keeps the
     * changes up to some moment, and a rename from one directory to another is in both or in neither. Of the bytes that
     * were not synced, a file keeps none, a part torn at any byte, all but zeros in places, or all.
     */
    POWER_CUT_ORDERED,
    /**
     * The power was cut, on the worst file system that still keeps its promises: of the names that were not synced any
     * may be kept and any lost, so that a later change may survive an earlier one. Only changes of the same name keep
     * their order. The bytes fare as in {@link #POWER_CUT_ORDERED}.
     */
    POWER_CUT_ANY
}
