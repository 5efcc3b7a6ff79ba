package dev.sluice.batch;

import dev.sluice.time.Cancellable;
import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;
import java.util.function.BooleanSupplier;

/** Waits on a lock until something holds or a deadline is over. */
final class Alarm {
    private final Object lock;
    private final Clock clock;
    private final Scheduler scheduler;

    /** An alarm for waits on this lock, which whoever changes a condition notifies. */
    Alarm(Object lock, Clock clock, Scheduler scheduler) {
        this.lock = lock;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Waits; interrupts are kept for later. Returns whether the condition holds, which is asked under the lock. */
    boolean await(long deadlineNanos, BooleanSupplier condition) {
        Cancellable wakeUp = scheduler.at(deadlineNanos, this::wake);
        boolean interrupted = false;
        synchronized (lock) {
            while (!condition.getAsBoolean() && clock.monotonicNanos() < deadlineNanos) {
                try {
                    lock.wait();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                }
            }
        }
        boolean ignored = wakeUp.cancel();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            return condition.getAsBoolean();
        }
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }
}
