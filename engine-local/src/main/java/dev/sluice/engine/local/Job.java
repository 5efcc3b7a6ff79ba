package dev.sluice.engine.local;

import dev.sluice.error.JobCancelledException;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The partitions of one stage, dealt in turn to whoever asks; the first failure stops the others. Thread-safe. */
final class Job implements Checkpoint {
    /** Computes one partition. */
    @FunctionalInterface
    interface Body {
        void run(int index, Job job) throws Exception;
    }

    private final Cancellation cancellation;
    private final Origin origin;
    private final int size;
    private final Body body;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean stopped;
    private @Nullable Throwable failure;

    Job(Cancellation cancellation, Origin origin, int size, Body body) {
        this.cancellation = cancellation;
        this.origin = origin;
        this.size = size;
        this.body = body;
    }

    int size() {
        return size;
    }

    boolean hasMore() {
        return !stopped && next.get() < size;
    }

    /** Runs the next partition, if one is left. Failures are kept, not thrown. */
    void runNext() {
        int index = next.getAndIncrement();
        if (index >= size) {
            return;
        }
        try {
            check();
            body.run(index, this);
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    void runAll() {
        while (hasMore()) {
            runNext();
        }
    }

    @Override
    public void check() {
        if (stopped) {
            throw new Stopped();
        }
        cancellation.check();
        if (caller.isInterrupted()) {
            throw new JobCancelledException(cancellation.group());
        }
    }

    @Override
    public void interrupted() {
        if (Thread.currentThread() == caller) {
            cancellation.interrupted();
        }
    }

    /** The caller was interrupted while it waited for the others. */
    void callerWasInterrupted() {
        failed(new JobCancelledException(cancellation.group()));
    }

    /** The typed failure of something that belongs to no operator: the task, or a step that lets failures through. */
    SluiceException failure(Throwable thrown) {
        UserCode.rethrowIfFatal(thrown);
        return thrown instanceof SluiceException known
                ? known
                : new SluiceException(cancellation.group() + ": a job over " + origin + " failed: " + thrown, thrown);
    }

    /** Throws the first failure, if there is one: typed, except for errors of the JVM itself, which go before others. */
    void throwFailure() {
        if (stopped) {
            throw firstFailure();
        }
    }

    private synchronized RuntimeException firstFailure() {
        return failure == null ? new Stopped() : failure(failure);
    }

    private synchronized void failed(Throwable thrown) {
        stopped = true;
        boolean interruption = interruptsCaller(thrown);
        if (interruption) {
            caller.interrupt();
        }
        Throwable first = failure;
        if (first == null) {
            failure = interruption ? cancelledBy(thrown) : thrown;
        } else if (UserCode.fatal(thrown) != null && UserCode.fatal(first) == null) {
            failure = thrown;
            thrown.addSuppressed(first);
        } else if (first != thrown && !isStop(thrown)) {
            first.addSuppressed(thrown);
        }
    }

    private static boolean isStop(Throwable thrown) {
        return thrown instanceof Stopped || thrown instanceof JobCancelledException;
    }

    private boolean interruptsCaller(Throwable thrown) {
        return Thread.currentThread() == caller
                && (thrown instanceof InterruptedException || thrown.getCause() instanceof InterruptedException);
    }

    private JobCancelledException cancelledBy(Throwable interruption) {
        JobCancelledException cancelled = new JobCancelledException(cancellation.group());
        cancelled.addSuppressed(interruption);
        return cancelled;
    }
}
