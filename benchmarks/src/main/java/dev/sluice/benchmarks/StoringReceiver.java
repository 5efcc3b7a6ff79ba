package dev.sluice.benchmarks;

import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.Receiver;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores the same records again and again, as fast as there is room, and counts only for itself. */
final class StoringReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final transient List<String> records;
    private final int atOnce;
    private final AtomicBoolean halted = new AtomicBoolean();
    private volatile long stored;

    /**
     * A receiver of records that are there already.
     *
     * @param atOnce how many are stored as one block, at most all; 1 for one by one without a promise
     */
    StoringReceiver(List<String> records, int atOnce) {
        this.records = records.subList(0, records.size() / atOnce * atOnce);
        this.atOnce = atOnce;
    }

    /** How many were stored, once the receiver has stopped. */
    long stored() {
        return stored;
    }

    @Override
    public void onStart() {
        Thread thread = new Thread(this::receive, "records");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() {
        halted.set(true);
    }

    private void receive() {
        long done = 0;
        try {
            while (!halted.get()) {
                int next = (int) (done % records.size());
                if (atOnce == 1) {
                    store(records.get(next));
                } else {
                    store(records.subList(next, next + atOnce));
                }
                done += atOnce;
            }
        } catch (ReceiverStoppedException stopped) {
            halted.set(true);
        }
        stored = done;
    }
}
