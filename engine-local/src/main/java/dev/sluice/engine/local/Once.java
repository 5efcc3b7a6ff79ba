package dev.sluice.engine.local;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A value computed once, by whoever asks first while others wait. A computation that fails leaves it uncomputed, and
 * one of those that waited tries again. Thread-safe.
 */
final class Once<T> {
    private static final long CHECK_MILLIS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T value;

    /** The value, or null if it is not computed yet. */
    @Nullable
    T ifComputed() {
        return value;
    }

    /** The value, computed now if it is not yet; a wait for another thread ends early where the checkpoint throws. */
    T get(Checkpoint checkpoint, Callable<T> computation) throws Exception {
        T computed = value;
        if (computed != null) {
            return computed;
        }
        acquire(checkpoint);
        try {
            computed = value;
            if (computed == null) {
                computed = computation.call();
                value = computed;
            }
            return computed;
        } finally {
            lock.unlock();
        }
    }

    private void acquire(Checkpoint checkpoint) {
        boolean acquired = lock.tryLock();
        while (!acquired) {
            try {
                acquired = lock.tryLock(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interruption) {
                checkpoint.interrupted();
            }
            if (!acquired) {
                checkpoint.check();
            }
        }
    }
}
