package dev.sluice.peers.workload;

/** What results a contender gives, which are not the same in number but say the same. */
public enum Form {
    /** One for each key of each batch or window: they add up to the totals. */
    BATCHES,
    /** One for each record: the total of its key so far. */
    UPDATES
}
