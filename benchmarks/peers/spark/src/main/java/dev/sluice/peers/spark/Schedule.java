package dev.sluice.peers.spark;

import dev.sluice.peers.workload.BatchSize;
import dev.sluice.peers.workload.Batches;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which records are in which batch. Spark makes a batch at every tick, however many wait; here it is held back, so that
 * it has always something to do and never a pile of it.
 */
final class Schedule {
    private static final Duration BATCH = Duration.ofSeconds(1);

    private final Input<?> input = Inputs.current();
    private final BatchSize size = new BatchSize(input, BATCH);
    private final Map<Long, Range> planned = new HashMap<>();
    private final int batchesMax;
    private long position;
    private Work work = new Work(0, 0);

    final Batches batches = new Batches(input);

    /** So many batches that took so long together. */
    record Work(long batches, long millis) {
        Work since(Work before) {
            return new Work(batches - before.batches, millis - before.millis);
        }
    }

    /** Positions of every source. */
    record Range(long from, long to) {}

    /**
     * Nothing is planned yet.
     *
     * @param batchesMax the most batches at once, with the one that runs
     */
    Schedule(int batchesMax) {
        this.batchesMax = batchesMax;
    }

    /** The records of a batch; all streams ask for them. */
    synchronized Range at(long batchMillis) {
        Range known = planned.get(batchMillis);
        return known != null ? known : plan(batchMillis);
    }

    private Range plan(long batchMillis) {
        try {
            while (planned.size() >= batchesMax) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Range range = new Range(position, input.nextBatch(position, size.records()));
        position = range.to;
        planned.put(batchMillis, range);
        return range;
    }

    /** What was done so far. */
    synchronized Work work() {
        return work;
    }

    /** A batch has ended. */
    synchronized void finished(long batchMillis, long processingMillis) {
        work = new Work(work.batches + 1, work.millis + processingMillis);
        Range range = planned.remove(batchMillis);
        if (range != null) {
            long records = range.to - range.from;
            size.took(records, processingMillis * 1_000_000);
            batches.finished(records);
        }
        notifyAll();
    }
}
