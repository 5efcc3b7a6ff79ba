package dev.sluice.table;

/**
 * The state of one stateful operator in one partition. Between {@link #begin} and {@link #commit} or {@link #rollback}
 * it holds the next version; a rollback restores the last committed one exactly. Used by one thread at a time.
 */
public interface VersionedState {
    /** Opens the next version. */
    void begin();

    /** Makes the open version the committed one. Must not fail. */
    void commit();

    /** Drops the open version. Must not fail. */
    void rollback();

    /** The number of keys or entries held. */
    long size();
}
