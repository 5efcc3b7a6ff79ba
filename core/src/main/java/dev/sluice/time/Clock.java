package dev.sluice.time;

/** Tells the time. Safe for any thread. */
public interface Clock {
    /**
     * Nanoseconds since an arbitrary moment; never runs backwards and knows no jumps. Only differences mean anything:
     * compare with {@code a - b < 0}, because the count may overflow.
     */
    long monotonicNanos();

    /** Milliseconds since the epoch, as people read it: may jump in both directions at any moment. */
    long wallMillis();
}
