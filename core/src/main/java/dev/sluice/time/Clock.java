package dev.sluice.time;

/** Reads the time. Only the system clock asks the machine; everything else is given a clock. Thread-safe. */
public interface Clock {
    /** Nanoseconds since some fixed moment; never goes back. What intervals and delays are measured with. */
    long monotonicNanos();

    /** Milliseconds since the epoch as the wall clock says; may jump. */
    long wallMillis();
}
