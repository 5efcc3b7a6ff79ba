package dev.sluice.time;

import dev.sluice.error.IllegalLifecycleException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks at their deadlines by the {@link SystemClock}, on one daemon thread of its own. Deadlines are absolute, so
 * a series of them does not drift. A task that throws is logged and harms no other.
 */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);
    private static final long IDLE_NANOS = Duration.ofHours(1).toNanos();

    private final Clock clock = new SystemClock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Timetable timetable = new Timetable();
    private final Thread thread;
    private boolean closed;

    /** A scheduler whose thread has this name. */
    public SystemScheduler(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return at(Delays.deadline(clock.monotonicNanos(), delay), task);
    }

    @Override
    public Cancellable at(long monotonicNanos, Runnable task) {
        Timetable.Entry entry;
        boolean first;
        lock.lock();
        try {
            entry = add(monotonicNanos, task);
            first = timetable.isFirst(entry);
        } finally {
            lock.unlock();
        }
        if (first && Thread.currentThread() != thread) {
            LockSupport.unpark(thread);
        }
        return () -> remove(entry);
    }

    /**
     * Drops the waiting tasks and ends the thread. After it returns no task starts; one that is running is not waited
     * for. Calling it again has no effect.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            timetable.clear();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(thread);
    }

    private Timetable.Entry add(long deadlineNanos, Runnable task) {
        if (closed) {
            throw new IllegalLifecycleException("the scheduler '" + thread.getName()
                    + "' is closed and takes no more tasks; schedule before the stop");
        }
        return timetable.add(deadlineNanos, task);
    }

    private boolean remove(Timetable.Entry entry) {
        lock.lock();
        try {
            return timetable.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Timetable.@Nullable Entry due;
            long idleNanos;
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                long now = clock.monotonicNanos();
                due = timetable.takeDue(now);
                idleNanos = idleNanos(now);
            } finally {
                lock.unlock();
            }
            if (due == null) {
                LockSupport.parkNanos(this, idleNanos);
            } else {
                runLogged(due.task());
            }
            clearInterrupt();
        }
    }

    private long idleNanos(long now) {
        Timetable.Entry next = timetable.first();
        return next == null ? IDLE_NANOS : Math.min(IDLE_NANOS, next.deadlineNanos() - now);
    }

    private void runLogged(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("A task of the scheduler '{}' failed; the other tasks go on", thread.getName(), failure);
        }
    }

    /** An interrupt that a task left behind would turn waiting into spinning. */
    private static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }
}
