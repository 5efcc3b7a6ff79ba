package dev.sluice.batch;

import dev.sluice.error.IllegalLifecycleException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The word that records came, from any thread that takes them in to a loop that waits for it. While the loop does not
 * wait, the word costs the reading of one field.
 *
 * <p>No word is lost: whoever brings records makes them visible before {@link #run}, and the loop looks for records
 * after {@link #await}.
 */
final class Arrivals implements Runnable {
    private static final VarHandle AWAITED = awaited();

    private volatile boolean awaited;
    private volatile boolean ended;
    private volatile Runnable wake = () -> {};

    /** Says what the first word after {@link #await} does; before the first wait. */
    void onFirst(Runnable newWake) {
        wake = newWake;
    }

    /** From now on the loop waits. */
    void await() {
        awaited = true;
    }

    /** The loop has something to do, and looks for records by itself when that is done. */
    void pause() {
        awaited = false;
    }

    /** Nobody waits from now on. */
    void end() {
        ended = true;
    }

    @Override
    public void run() {
        if (awaited && !ended && AWAITED.compareAndSet(this, true, false)) {
            wake();
        }
    }

    private void wake() {
        try {
            wake.run();
        } catch (IllegalLifecycleException closed) {
            ended = true;
        }
    }

    private static VarHandle awaited() {
        try {
            return MethodHandles.lookup().findVarHandle(Arrivals.class, "awaited", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
