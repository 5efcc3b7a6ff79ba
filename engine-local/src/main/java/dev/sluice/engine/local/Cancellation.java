package dev.sluice.engine.local;

import dev.sluice.error.JobCancelledException;

/** Whether a group of jobs was cancelled. Thread-safe. */
final class Cancellation implements Checkpoint {
    private final String group;
    private volatile boolean cancelled;

    Cancellation(String group) {
        this.group = group;
    }

    String group() {
        return group;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void check() {
        if (cancelled) {
            throw new JobCancelledException(group);
        }
    }

    @Override
    public void interrupted() {
        Thread.currentThread().interrupt();
        throw new JobCancelledException(group);
    }
}
