package dev.sluice.peers.workload;

/**
 * When the records of a source are due. Thread-safe.
 *
 * @param perSecond of each source; 0: all are due at once
 * @param startNanos by the clock of {@link System#nanoTime}
 */
public record Pace(long perSecond, long startNanos) {
    static final Pace NONE = new Pace(0, 0);

    /** So many a second from now on. */
    static Pace of(long perSecond) {
        return new Pace(perSecond, System.nanoTime());
    }

    /** The position up to which records are due now. */
    long due() {
        return perSecond == 0 ? Long.MAX_VALUE : (long) ((System.nanoTime() - startNanos) * (perSecond / 1e9));
    }

    /** By how many nanoseconds the record at a position is late now. */
    public long lateNanos(long position) {
        return System.nanoTime() - startNanos - (long) (position * (1e9 / perSecond));
    }
}
