package dev.sluice.conformance.sink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The world of one run: it stands still before one of its operations until it is told to go on. */
final class Pause implements WatchedStorage.Watcher {
    private final String kind;
    private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int until;

    /**
     * A pause before the n-th operation of a kind.
     *
     * @param kind what the operations' names begin with; empty for all
     */
    Pause(String kind, int n) {
        this.kind = kind;
        this.until = n;
    }

    @Override
    public void before(String operation) {
        if (operation.startsWith(kind) && --until == 0) {
            reached.complete(true);
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void after(String operation) {}

    /** Says that the run is over, whether it stood still or not. */
    void ended() {
        reached.complete(false);
    }

    /** Waits until the run stands still; false if it ended before. */
    boolean isReached() throws Exception {
        return reached.get();
    }

    void goOn() {
        over.countDown();
    }
}
