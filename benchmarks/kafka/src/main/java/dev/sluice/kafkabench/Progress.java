package dev.sluice.kafkabench;

import java.util.concurrent.atomic.LongAdder;

/** How far a contender is: records, their bytes, and when it began with the first. Thread-safe. */
final class Progress {
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile long firstNanos;

    void first() {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
    }

    void add(long count, long size) {
        records.add(count);
        bytes.add(size);
    }

    /** Waits until so many records were counted; the seconds from the first. */
    double await(long expected, long expectedBytes) throws InterruptedException {
        while (records.sum() < expected) {
            Thread.sleep(1);
        }
        double seconds = (System.nanoTime() - firstNanos) / 1e9;
        if (records.sum() != expected || bytes.sum() != expectedBytes) {
            throw new IllegalStateException("counted " + records.sum() + " records of " + bytes.sum() + " bytes, not "
                    + expected + " of " + expectedBytes);
        }
        return seconds;
    }
}
