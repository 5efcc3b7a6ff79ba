package dev.sluice.data;

/**
 * Where kept records live, with Spark's names. The embedded engine keeps records as objects on the heap at every level;
 * an engine on a cluster follows the level.
 */
public enum StorageLevel {
    /** Objects on the heap; what does not fit is computed again. */
    MEMORY_ONLY,
    /** Serialized bytes on the heap. */
    MEMORY_ONLY_SER,
    /** On the heap, the overflow on disk. */
    MEMORY_AND_DISK,
    /** Serialized, on the heap, the overflow on disk. */
    MEMORY_AND_DISK_SER,
    /** As {@link #MEMORY_AND_DISK}, on two machines. */
    MEMORY_AND_DISK_2,
    /** As {@link #MEMORY_AND_DISK_SER}, on two machines. */
    MEMORY_AND_DISK_SER_2,
    /** On disk only. */
    DISK_ONLY
}
