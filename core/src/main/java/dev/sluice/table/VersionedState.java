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

    /**
     * Takes hold of what changed since the last capture, or of everything. Called between versions; costs references
     * only. Restoring a full capture and then each one after it, in order, gives the same state, entries in the same order.
     *
     * <p>The first capture of a state must be full: what changes is tracked from then on, and from {@link #restored} on.
     *
     * @throws IllegalStateException inside a version, and for a partial capture before the first full one
     */
    StateCapture capture(boolean full);

    /** About so many rows will be restored: makes room for them at once. Called on a fresh state, if at all. */
    default void expect(long rows) {}

    /**
     * Takes in a chunk that a state of this kind captured. Called on a fresh state, chunk by chunk, in the order of the
     * captures. Where keys were placed anew, the captures of several states come one after another, and keyed chunks hold
     * the rows of some keys only; then the entries are the same, in an order of their own.
     */
    void restore(StateChunk chunk);

    /** All chunks were taken in: the state is committed, ready, and as good as captured. */
    void restored();
}
