package dev.sluice.benchmarks;

import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.Receiver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores the numbers that are due, and then sleeps for a moment. */
final class PacedReceiver extends Receiver<Long> {
    private static final long serialVersionUID = 1L;
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final transient Pace pace;
    private volatile boolean halted;

    PacedReceiver(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void onStart() {
        Thread thread = new Thread(this::receive, "paced");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() {
        halted = true;
    }

    private void receive() {
        long next = 0;
        try {
            while (!halted) {
                for (long due = pace.due(); next < due; next++) {
                    store(next);
                }
                LockSupport.parkNanos(NAP_NANOS);
            }
        } catch (ReceiverStoppedException stopped) {
            halted = true;
        }
        pace.gave(next);
    }
}
