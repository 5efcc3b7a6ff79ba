package dev.sluice.conformance.simulation;

/** A mistake that is planted to see whether the simulation finds it. */
enum Mistake {
    /** Everything is as it is. */
    NONE,
    /** Nothing that is appended is ever synced. */
    FILES_NOT_SYNCED,
    /** The names in directories are never synced. */
    DIRECTORIES_NOT_SYNCED,
    /** The log is not synced, so that outputs come before their plan is durable. */
    LOG_NOT_SYNCED,
    /** Nobody writes down what a batch reads before it acts. */
    PLANS_NOT_WRITTEN,
    /** The log is read as if every frame were as it was written. */
    CHECKSUMS_NOT_READ,
    /** The log goes on behind what the last life left torn. */
    APPENDED_BEHIND_TORN_ENDS,
    /** Old snapshots are deleted though the new one is not durable yet. */
    PRUNED_TOO_EARLY,
    /** Nothing of the directory is ever deleted. */
    NOTHING_PRUNED,
    /** Snapshots are published before their rows are durable. */
    ROWS_NOT_SYNCED,
    /** What is put is whole, but neither it nor its name is synced. */
    PUTS_NOT_SYNCED,
    /** What is put shows up before it is whole. */
    PUTS_IN_PLACE,
    /** Output directories get their name before their files are there. */
    OUTPUT_IN_PLACE,
    /** A database takes every batch as a new one. */
    OUTPUT_WITHOUT_KEY,
    /** A position is acknowledged as soon as a batch is planned. */
    ACKNOWLEDGED_WHEN_PLANNED,
    /** A block is acknowledged when it arrives. */
    ACKNOWLEDGED_BEFORE_STORED,
    /** A function of the program gives something else in every life. */
    RANDOM_FUNCTION
}
