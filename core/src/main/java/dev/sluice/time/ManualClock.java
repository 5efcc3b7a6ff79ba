package dev.sluice.time;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock and scheduler that stand still until a test turns them. Monotonic time starts at zero; wall time moves along
 * with it and can jump besides. Due tasks run on the thread that calls {@link #advance}, in order of their deadlines,
 * each seeing its own deadline as the time. Safe for any thread.
 */
public final class ManualClock implements Clock, Scheduler {
    private final ReentrantLock advancing = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Timetable timetable = new Timetable();
    private long nowNanos;
    private long wallOffsetMillis;

    /** A clock whose wall time starts at the epoch. */
    public ManualClock() {
        this(Instant.EPOCH);
    }

    /** A clock whose wall time starts at a moment, counted in whole milliseconds. */
    public ManualClock(Instant wallStart) {
        wallOffsetMillis = wallStart.toEpochMilli();
    }

    @Override
    public long monotonicNanos() {
        lock.lock();
        try {
            return nowNanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long wallMillis() {
        lock.lock();
        try {
            return wallOffsetMillis + Math.floorDiv(nowNanos, 1_000_000L);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        lock.lock();
        try {
            return at(Delays.deadline(nowNanos, delay), task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Cancellable at(long monotonicNanos, Runnable task) {
        lock.lock();
        try {
            Timetable.Entry entry = timetable.add(monotonicNanos, task);
            added.signalAll();
            return () -> remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves time on and runs every task that falls due on the way, also those that such a task schedules. A task that
     * throws ends the advance there: its failure reaches the caller, time stands at its deadline, and the tasks behind
     * it stay.
     *
     * @param by zero runs only what is due already; must not be negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new InvalidProgramException("monotonic time cannot run backwards, but was advanced by " + by
                    + "; jumpWall moves the wall time");
        }
        if (advancing.isHeldByCurrentThread()) {
            throw new IllegalLifecycleException(
                    "a task of the manual clock called advance; let the task schedule what it waits for");
        }
        advancing.lock();
        try {
            advanceTo(Delays.deadline(monotonicNanos(), by));
        } finally {
            advancing.unlock();
        }
    }

    /**
     * Lets time pass without running what falls due meanwhile, as if the caller had been busy: those tasks run late, at
     * the next {@link #advance}. A task may call it too.
     *
     * @param by must not be negative
     */
    public void elapse(Duration by) {
        if (by.isNegative()) {
            throw new InvalidProgramException("monotonic time cannot run backwards, but was to elapse by " + by);
        }
        lock.lock();
        try {
            nowNanos = Delays.deadline(nowNanos, by);
        } finally {
            lock.unlock();
        }
    }

    /** Moves wall time, forward or back, and leaves monotonic time and the tasks alone. */
    public void jumpWall(Duration by) {
        lock.lock();
        try {
            wallOffsetMillis += by.toMillis();
        } finally {
            lock.unlock();
        }
    }

    /** The deadline of the task that is due next, by {@link #monotonicNanos}, or empty when none waits. */
    public OptionalLong nextDeadline() {
        lock.lock();
        try {
            Timetable.Entry first = timetable.first();
            return first == null ? OptionalLong.empty() : OptionalLong.of(first.deadlineNanos());
        } finally {
            lock.unlock();
        }
    }

    /** The number of tasks that wait for their time. */
    public int waitingTasks() {
        lock.lock();
        try {
            return timetable.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Blocks until at least this many tasks wait for their time, for tests where other threads schedule them.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public void awaitTasks(int waiting) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (timetable.size() < waiting) {
                added.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void advanceTo(long targetNanos) {
        for (Runnable task = nextTask(targetNanos); task != null; task = nextTask(targetNanos)) {
            task.run();
        }
    }

    /** Takes the next task and turns the clock to its deadline, or to the target when no task is left before it. */
    private @Nullable Runnable nextTask(long targetNanos) {
        lock.lock();
        try {
            Timetable.Entry due = timetable.takeDue(targetNanos);
            turnTo(due == null ? targetNanos : due.deadlineNanos());
            return due == null ? null : due.task();
        } finally {
            lock.unlock();
        }
    }

    private void turnTo(long nanos) {
        nowNanos = Math.max(nowNanos, nanos);
    }

    private boolean remove(Timetable.Entry entry) {
        lock.lock();
        try {
            return timetable.remove(entry);
        } finally {
            lock.unlock();
        }
    }
}
