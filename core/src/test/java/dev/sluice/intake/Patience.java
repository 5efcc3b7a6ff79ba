package dev.sluice.intake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do; gives up only after so long that something must be broken. */
public final class Patience {
    /** Longer than anything takes that works. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {}

    /** Waits for a latch. */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain for " + latch);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until a thread has ended. */
    public static void join(Thread thread) {
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        if (thread.isAlive()) {
            throw new AssertionError(thread + " does not end");
        }
    }

    /** Yields until something is so that no one announces, for example that a thread waits. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Waits for a notification on a monitor that the caller holds. */
    static void waitOn(Object monitor, Supplier<String> wanted) {
        long start = System.nanoTime();
        try {
            monitor.wait(LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            throw new AssertionError("waited in vain for " + wanted.get());
        }
    }
}
