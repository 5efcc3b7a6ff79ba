package dev.sluice;

import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Scheduler;
import dev.sluice.time.SystemClock;
import dev.sluice.time.SystemScheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a context: one for ticks and one for batches that are not small. With a manual clock there are none,
 * and everything runs on the thread that winds the clock.
 */
final class ContextThreads implements AutoCloseable {
    /** The exit status of a JVM that is halted because memory ran out; its own {@code -XX:+ExitOnOutOfMemoryError} has it too. */
    static final int OUT_OF_MEMORY_STATUS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ContextThreads.class);

    private final String name;
    private final boolean haltOnOutOfMemory;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Executor driver;
    private final @Nullable SystemScheduler ownScheduler;
    private final @Nullable ExecutorService ownDriver;
    private final @Nullable ExecutorService ownWriter;
    private @Nullable Thread hook;

    ContextThreads(ContextOptions options) {
        name = options.run().name();
        haltOnOutOfMemory = options.haltOnOutOfMemory();
        ManualClock manual = options.clock();
        if (manual != null) {
            clock = manual;
            scheduler = manual;
            driver = Runnable::run;
            ownScheduler = null;
            ownDriver = null;
            ownWriter = null;
        } else {
            clock = new SystemClock();
            ownScheduler = new SystemScheduler("sluice-" + name + "-tick");
            scheduler = ownScheduler;
            ownDriver = Executors.newSingleThreadExecutor(task -> daemon(task, "driver"));
            driver = ownDriver;
            ownWriter = options.checkpoint() == null
                    ? null
                    : Executors.newSingleThreadExecutor(task -> daemon(task, "snapshot"));
        }
    }

    Clock clock() {
        return clock;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Executor driver() {
        return driver;
    }

    /** Runs what is written behind the batches. */
    Executor behind() {
        return ownWriter == null ? driver : ownWriter;
    }

    /** Runs a task on a thread of its own, or on that of the batches where the system gives no more threads. */
    void background(Runnable task) {
        try {
            daemon(task, "stop").start();
        } catch (OutOfMemoryError noThread) {
            if (ownDriver == null) {
                throw noThread;
            }
            ownDriver.execute(task);
        }
    }

    /** Ends the JVM if that was asked for. */
    void outOfMemory(OutOfMemoryError error) {
        if (!haltOnOutOfMemory) {
            return;
        }
        try {
            LOG.error("{}: the JVM is halted with status {}", name, OUT_OF_MEMORY_STATUS, error);
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY_STATUS);
        }
    }

    /** Runs a task when the JVM ends before the close. */
    synchronized void onShutdown(Runnable task) {
        hook = new Thread(task, "sluice-" + name + "-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            hook = null;
        }
    }

    @Override
    public synchronized void close() {
        if (ownScheduler != null) {
            ownScheduler.close();
        }
        if (ownDriver != null) {
            ownDriver.shutdown();
        }
        if (ownWriter != null) {
            ownWriter.shutdown();
        }
        if (hook != null && Thread.currentThread() != hook) {
            try {
                boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                hook = null;
            }
        }
    }

    private Thread daemon(Runnable task, String role) {
        Thread thread = new Thread(task, "sluice-" + name + "-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
