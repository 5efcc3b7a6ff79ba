package dev.sluice;

import dev.sluice.time.Cancellable;
import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Scheduler;
import dev.sluice.time.SystemClock;
import dev.sluice.time.SystemScheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a context: one for ticks, and while there are any one for batches that are not small. With a manual clock there are none,
 * and everything runs on the thread that winds the clock.
 */
final class ContextThreads implements AutoCloseable {
    /** The exit status of a JVM that is halted because memory ran out; its own {@code -XX:+ExitOnOutOfMemoryError} has it too. */
    static final int OUT_OF_MEMORY_STATUS = 3;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration NO_THREAD_PAUSE = Duration.ofSeconds(1);

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
            ownDriver = oneThread("driver");
            driver = ownDriver;
            ownWriter = options.checkpoint() == null ? null : oneThread("snapshot");
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

    /** Runs a task on a thread of its own; where the system gives no more threads, once it does. */
    void background(Runnable task) {
        try {
            daemon(task, "stop").start();
        } catch (OutOfMemoryError noThread) {
            LOG.warn("{}: there is no thread for the stop; it is tried again", name, noThread);
            Cancellable ignored = scheduler.schedule(NO_THREAD_PAUSE, () -> background(task));
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

    /** A thread that is there only while there is something to do, and a while longer. */
    private ExecutorService oneThread(String role) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, role));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private Thread daemon(Runnable task, String role) {
        Thread thread = new Thread(task, "sluice-" + name + "-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
