package dev.sluice.batch;

/** Which batch is owed when, by the numbers of intervals. Guarded by the lock of the loop. */
sealed interface Rhythm permits FixedRhythm, SelfClock {
    /** No batch is owed. */
    long NONE = -1;

    /** So much time has passed. */
    void tick(long nowNanos);

    /**
     * The number of the interval that the next batch ends with, or {@link #NONE} while none is owed.
     *
     * @param planned the number of the last interval that was planned
     * @param recordsMax the most records of the next batch
     */
    long owed(long nowNanos, long planned, long recordsMax);

    /** Behind which interval planning goes on: that which was planned last, or a later one if intervals are passed over. */
    long passed(long planned);

    /** Whether intervals are over that no batch was planned for. */
    boolean isBehind(long planned);

    /** A batch was planned. */
    void planned(long nowNanos);

    /**
     * When to look again.
     *
     * @param busy whether a batch runs or waits for its turn
     */
    long nextNanos(long nowNanos, long planned, boolean busy);

    /** Whether to look again also when a batch is done, and not only when its time comes. */
    boolean followsBatches();

    /** Nobody waits for records any more. */
    void end();
}
