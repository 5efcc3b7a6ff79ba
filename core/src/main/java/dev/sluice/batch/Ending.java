package dev.sluice.batch;

import java.util.concurrent.Executor;

/** The end of a loop that ticks no more: all that was taken in is run, or what runs is broken off. */
final class Ending {
    private final LoopState state;
    private final Planning planning;
    private final Planner planner;
    private final BatchRunner runner;
    private final Executor driver;
    private final Alarm alarm;
    private final Runnable work;

    /**
     * The end of a loop.
     *
     * @param work runs what waits
     */
    Ending(LoopState state, Planning planning, Planner planner, BatchRunner runner, LoopParts parts, Runnable work) {
        this.state = state;
        this.planning = planning;
        this.planner = planner;
        this.runner = runner;
        this.driver = parts.driver();
        this.alarm = new Alarm(state, parts.clock(), parts.scheduler());
        this.work = work;
    }

    /**
     * Runs all that waits, and plans and runs more batches until nothing more was taken in; at least one. Gives up at a
     * failure or at the deadline.
     *
     * @return whether everything was run
     */
    boolean drain(long deadlineNanos) {
        boolean first = true;
        while (true) {
            synchronized (state) {
                boolean more = first || planning.isMoreThere();
                if (state.failure() != null) {
                    return false;
                }
                if (!more && state.backlog().isEmpty()) {
                    return true;
                }
                if (more && planning.planOneMore()) {
                    first = false;
                }
            }
            driver.execute(work);
            if (!alarm.await(deadlineNanos, this::isQuiet)) {
                return false;
            }
        }
    }

    private boolean isQuiet() {
        Backlog backlog = state.backlog();
        return !backlog.isRunning() && (backlog.isEmpty() && !state.isPausing() || state.failure() != null);
    }

    /** Runs no more batches; the running one is made to fail soon. Returns whether it ended before the deadline. */
    boolean end(long deadlineNanos) {
        synchronized (state) {
            state.end();
            runner.cancel();
            state.backlog().interruptRunner();
        }
        return alarm.await(deadlineNanos, () -> !state.backlog().isRunning());
    }

    /** The planned batches that were not run to their end. */
    long batchesLeft() {
        synchronized (state) {
            return state.backlog().batches();
        }
    }

    /** Records taken in but not processed, as far as the inputs can count them. */
    long recordsLeft() {
        synchronized (state) {
            return planner.waiting() + state.backlog().records();
        }
    }
}
