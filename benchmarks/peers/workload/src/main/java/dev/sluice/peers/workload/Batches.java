package dev.sluice.peers.workload;

import org.jspecify.annotations.Nullable;

/** How far a contender in batches has come: it is measured from the end of one batch to the end of another. */
public final class Batches {
    private final Input<?> input;
    private long position;
    private long nanos;
    private long batches;
    private @Nullable Throwable failure;

    /** Nothing has been done yet. */
    public Batches(Input<?> input) {
        this.input = input;
    }

    /** A batch has ended that took so many records of each source. */
    public synchronized void finished(long records) {
        position += records;
        nanos = System.nanoTime();
        batches++;
        notifyAll();
    }

    /** A batch has failed for good: its results are missing, so whoever waits is told. */
    public synchronized void failed(Throwable thrown) {
        failure = thrown;
        notifyAll();
    }

    /**
     * Waits until all that the halted input gave was in a batch that has ended.
     *
     * @throws IllegalStateException if a batch failed
     */
    public synchronized void awaitEnd() throws InterruptedException {
        requireNoFailure();
        while (!input.isOver(position)) {
            wait();
            requireNoFailure();
        }
    }

    /** Waits for the end of a batch. */
    synchronized Mark next() throws InterruptedException {
        long before = batches;
        requireNoFailure();
        while (batches == before) {
            wait();
            requireNoFailure();
        }
        return Mark.at(position * input.sources(), nanos);
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new IllegalStateException("a batch failed, so that its results are missing", failure);
        }
    }
}
