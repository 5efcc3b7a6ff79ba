package dev.sluice.batch;

import dev.sluice.data.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The planned batches: those that wait for their turn, and the one that runs. Guarded by the lock of the loop. */
final class Backlog {
    private final Deque<BatchRun> waiting = new ArrayDeque<>();
    private @Nullable BatchRun running;
    private @Nullable Thread runner;
    private boolean interrupted;

    void add(BatchRun planned) {
        waiting.add(planned);
    }

    int waiting() {
        return waiting.size();
    }

    boolean isRunning() {
        return running != null;
    }

    /** The batch that runs, or null. */
    @Nullable
    Batch runningBatch() {
        return running == null ? null : running.planned().batch();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && running == null;
    }

    /** All that wait, in order. */
    List<BatchRun> all() {
        return List.copyOf(waiting);
    }

    /** The next to run. */
    BatchRun first() {
        return waiting.getFirst();
    }

    /** Begins the next batch on the calling thread. */
    BatchRun begin() {
        running = waiting.removeFirst();
        runner = Thread.currentThread();
        return running;
    }

    /** The running batch has ended, for good. An interrupt was meant for it, not for what its thread does next. */
    void done() {
        running = null;
        runner = null;
        if (interrupted) {
            boolean ignored = Thread.interrupted();
            interrupted = false;
        }
    }

    /** The running batch has failed and stands first again. */
    void failed() {
        waiting.addFirst(Objects.requireNonNull(running));
        done();
    }

    /** Whether the calling thread runs the batch. */
    boolean isRunner() {
        return runner == Thread.currentThread();
    }

    void interruptRunner() {
        if (runner != null && !isRunner()) {
            runner.interrupt();
            interrupted = true;
        }
    }

    /** The batches that were not run to their end. */
    long batches() {
        return waiting.size() + (running == null ? 0L : 1L);
    }

    /** The records of those batches, as far as their sources can count them. */
    long records() {
        long records = running == null ? 0 : running.planned().records();
        return records
                + waiting.stream().mapToLong(run -> run.planned().records()).sum();
    }
}
