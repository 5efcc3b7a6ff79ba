package dev.sluice.conformance.sink;

import dev.sluice.data.Batch;
import dev.sluice.error.FencedException;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.storage.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A job that writes batches into a sink, in runs one after another or beside each other. It remembers what was committed
 * and which run is the newest, as a journal does.
 */
final class SinkJob {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String name;
    private final List<List<List<String>>> batches;
    private volatile long newest;
    private volatile int committed;

    /**
     * A job of batches, each given by its partitions.
     *
     * @param batches at 1000 ms, 2000 ms and so on
     */
    SinkJob(String name, List<List<List<String>>> batches) {
        this.name = name;
        this.batches = batches;
    }

    /** The same job in another world, which begins like this one. */
    SinkJob copy() {
        SinkJob copy = new SinkJob(name, batches);
        copy.newest = newest;
        copy.committed = committed;
        return copy;
    }

    /** All records as lines. */
    String lines() {
        return batches.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .map(record -> record + "\n")
                .collect(Collectors.joining());
    }

    /** Begins a run, which has taken over when this returns. */
    Run begin() {
        return new Run(++newest);
    }

    int committed() {
        return committed;
    }

    /** One run of the job. */
    final class Run {
        private final RunId id;

        private Run(long epoch) {
            id = new RunId(name, epoch, Durability.POWER);
        }

        /** Writes what is not committed yet up to this batch, and stops without a word. */
        void write(Sink<String> sink, int until, Runnable commit) throws Exception {
            sink.takeOver(id);
            for (int batch = committed; batch < until; batch = committed) {
                write(sink, batch);
                commit.run();
                fence();
                committed = batch + 1;
            }
        }

        /** Writes all the rest and ends gracefully. */
        void finish(Sink<String> sink, Runnable commit) throws Exception {
            write(sink, batches.size(), commit);
            sink.finish(id);
        }

        private void write(Sink<String> sink, int batch) throws Exception {
            OutputKey key = key(batch);
            try {
                sink.prepare(key, batches.get(batch).size());
                List<String> receipts = stage(sink, key, batches.get(batch));
                fence();
                sink.publish(key, receipts);
            } catch (Throwable thrown) {
                abandon(sink, key, thrown);
                throw thrown;
            }
        }

        private List<String> stage(Sink<String> sink, OutputKey key, List<List<String>> partitions) throws Exception {
            List<String> receipts = new ArrayList<>();
            for (int partition = 0; partition < partitions.size(); partition++) {
                if (!partitions.get(partition).isEmpty()) {
                    Sink.Writer<String> writer = sink.open(key, partition, partitions.size());
                    for (String record : partitions.get(partition)) {
                        writer.write(record);
                    }
                    receipts.add(writer.stage());
                    writer.close();
                }
            }
            return receipts;
        }

        private void abandon(Sink<String> sink, OutputKey key, Throwable reason) {
            try {
                sink.abandon(key);
            } catch (Exception thrown) {
                reason.addSuppressed(thrown);
            }
        }

        private OutputKey key(int batch) {
            Instant time = Instant.EPOCH.plus(INTERVAL.multipliedBy(batch + 1L));
            return new OutputKey(id, new Batch(batch + 1L, time, INTERVAL, 1), 0);
        }

        private void fence() {
            if (newest != id.epoch()) {
                throw new FencedException("run " + newest + " has taken over from run " + id.epoch());
            }
        }
    }
}
