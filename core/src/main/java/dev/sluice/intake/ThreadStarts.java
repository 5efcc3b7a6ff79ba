package dev.sluice.intake;

import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Knows which start of a receiver a thread belongs to: the one whose {@code onStart} began it, directly or through other
 * threads. So a thread that did not notice a restart cannot go on beside the new one.
 */
final class ThreadStarts {
    /** Says that a thread was begun by no start. */
    static final long NONE = 0;

    @SuppressWarnings("ThreadLocalUsage") // one for each receiver is what it is about
    private final InheritableThreadLocal<Long> starts = new InheritableThreadLocal<>();

    /** The calling thread, and those it begins, belong to a start. */
    void mark(long start) {
        starts.set(start);
    }

    /** The start that the calling thread belongs to. Threads of shared pools belong to none, whoever began them. */
    long ofThisThread() {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
            return NONE;
        }
        Long start = starts.get();
        return start == null ? NONE : start;
    }
}
