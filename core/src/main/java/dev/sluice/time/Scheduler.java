package dev.sluice.time;

import java.time.Duration;

/**
 * Runs tasks when their time comes: one after the other, in the order of their deadlines, tasks of one deadline in the
 * order they came in. A task must be short, because the next one waits for it. Safe for any thread; a task may schedule
 * and cancel too.
 */
public interface Scheduler {
    /**
     * Runs a task once, after a delay that counts from now.
     *
     * @param delay zero or negative means at once
     * @throws dev.sluice.error.IllegalLifecycleException if the scheduler is closed
     */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * Runs a task once, at a moment of the clock that belongs to this scheduler.
     *
     * @param monotonicNanos the deadline by {@link Clock#monotonicNanos}; a moment in the past means at once
     * @throws dev.sluice.error.IllegalLifecycleException if the scheduler is closed
     */
    Cancellable at(long monotonicNanos, Runnable task);
}
