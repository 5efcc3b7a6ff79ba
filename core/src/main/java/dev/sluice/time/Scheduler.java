package dev.sluice.time;

import java.time.Duration;

/** Runs tasks later, one after another. Thread-safe. */
public interface Scheduler {
    /** Runs the task once the delay is over. */
    Cancellable schedule(Duration delay, Runnable task);

    /** Runs the task once the clock's monotonic time is reached; at once if that is in the past. */
    Cancellable at(long monotonicNanos, Runnable task);
}
