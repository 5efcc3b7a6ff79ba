package dev.sluice.peers.workload;

/** How far a contender in batches has come: it is measured from the end of one batch to the end of another. */
public final class Batches {
    private final Input<?> input;
    private long position;
    private long nanos;
    private long batches;

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

    /** Waits until all that the halted input gave was in a batch that has ended. */
    public synchronized void awaitEnd() throws InterruptedException {
        while (!input.isOver(position)) {
            wait();
        }
    }

    /** Waits for the end of a batch. */
    synchronized Mark next() throws InterruptedException {
        long before = batches;
        while (batches == before) {
            wait();
        }
        return Mark.at(position * input.sources(), nanos);
    }
}
