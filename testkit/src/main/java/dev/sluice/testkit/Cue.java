package dev.sluice.testkit;

import dev.sluice.testkit.Script.Step;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Between a test and the thread of its receiver: the test hands over a step and goes on once it is done. Found by number,
 * so that a receiver that travelled as bytes finds it too. Thread-safe.
 */
final class Cue<T> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final AtomicLong IDS = new AtomicLong();
    private static final Map<Long, Cue<?>> OPEN = new ConcurrentHashMap<>();

    private final long id = IDS.incrementAndGet();
    private final BlockingQueue<Order<T>> orders = new LinkedBlockingQueue<>();
    private final Semaphore starts = new Semaphore(0);

    private record Order<T>(Step<T> step, CompletableFuture<Boolean> done) {}

    Cue() {
        OPEN.put(id, this);
    }

    @SuppressWarnings("unchecked") // a receiver of T has the number of a cue of T
    static <T> Cue<T> find(long id) {
        Cue<?> cue = OPEN.get(id);
        if (cue == null) {
            throw new IllegalStateException("the test of this receiver is over");
        }
        return (Cue<T>) cue;
    }

    long id() {
        return id;
    }

    /** Has the receiver perform a step; returns when it is done, with the failure if it threw. */
    void perform(Step<T> step) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        orders.add(new Order<>(step, done));
        try {
            boolean ignored = done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the receiver could not " + step, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the receiver does not run, or cannot end " + step, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until the receiver was started once more. */
    void awaitStart() {
        try {
            if (!starts.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the receiver was not started");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void started() {
        starts.release();
    }

    /** Performs what is ordered until the step says to end or the thread is interrupted. */
    void follow(Predicate<Step<T>> performer) {
        try {
            boolean more = true;
            while (more) {
                more = obey(orders.take(), performer);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> boolean obey(Order<T> order, Predicate<Step<T>> performer) {
        try {
            boolean more = performer.test(order.step);
            order.done.complete(more);
            return more;
        } catch (RuntimeException | Error thrown) {
            order.done.completeExceptionally(thrown);
            return true;
        }
    }

    @Override
    public void close() {
        OPEN.remove(id);
    }

    static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("the test was interrupted", e);
    }
}
