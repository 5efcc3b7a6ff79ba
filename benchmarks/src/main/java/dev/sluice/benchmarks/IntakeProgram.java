package dev.sluice.benchmarks;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.StopReport;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.StreamSource;
import dev.sluice.storage.Durability;
import dev.sluice.storage.LocalStorage;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A program that counts what comes in, every 10 ms. */
final class IntakeProgram implements StreamingListener, AutoCloseable {
    private static final Duration STOP = Duration.ofMinutes(2);

    private final StreamingContext context;
    private long counted;
    private long read;

    /**
     * A program over a source.
     *
     * @param directory where it keeps what survives the process; null for nothing
     */
    IntakeProgram(StreamSource<String> source, @Nullable Path directory) {
        Builder builder = StreamingContext.builder("intake")
                .batchInterval(Duration.ofNanos(HandOvers.TICK_NANOS))
                .master("local[" + SteadyLoad.processors() + "]")
                .bufferedRecordsMax(HandOvers.WAITING_MAX)
                .stopTimeout(STOP)
                .listener(this);
        context = (directory == null ? builder : durable(builder, directory)).build();
        context.stream(source).foreachRdd(rdd -> counted(rdd.count()));
        context.start();
    }

    private static Builder durable(Builder builder, Path directory) {
        return builder.checkpoint(new LocalStorage(directory).ownerOnly(), directory.toString())
                .durability(Durability.PROCESS);
    }

    private synchronized void counted(long more) {
        counted += more;
        notifyAll();
    }

    /** How many records the batches have read until now. */
    synchronized long read() {
        return read;
    }

    /** Waits until it has counted so many; fails when it stops before. */
    synchronized void await(long expected) throws InterruptedException {
        while (counted < expected) {
            wait(1_000);
            runFor(0);
        }
    }

    /** Fails when the program ends by itself meanwhile. */
    void runFor(double seconds) throws InterruptedException {
        if (context.awaitTerminationOrTimeout(Duration.ofNanos((long) (seconds * 1e9)))) {
            throw new IllegalStateException("the context stopped by itself");
        }
    }

    /** Ends it, with all that was stored; returns how many records it counted. */
    long finish() {
        StopReport ignored = context.stop(true);
        synchronized (this) {
            return counted;
        }
    }

    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        read += batch.records();
    }

    @Override
    public void close() {
        StopReport ignored = context.stop(false);
    }
}
