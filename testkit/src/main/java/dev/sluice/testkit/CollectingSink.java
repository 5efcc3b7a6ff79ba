package dev.sluice.testkit;

import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sink that keeps what it is given, and can be told to fail. Strict: what is published must have been staged for the
 * same batch, and a batch that is published again must hold the same records. Thread-safe; a copy of it that travelled
 * as bytes within this JVM collects into the same place.
 *
 * @param <T> the records
 */
public final class CollectingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final AtomicLong IDS = new AtomicLong();
    private static final Map<Long, SinkContent<?>> CONTENTS = new ConcurrentHashMap<>();

    /** A call that a sink gets. */
    public enum Call {
        /** A partition is opened. */
        OPEN,
        /** A record is written. */
        WRITE,
        /** A partition is ended. */
        STAGE,
        /** A batch is made visible. */
        PUBLISH
    }

    private final long id = IDS.incrementAndGet();

    /** An empty sink. */
    public CollectingSink() {
        CONTENTS.put(id, new SinkContent<T>());
    }

    /** Makes one call for a batch fail: the next one of this kind. */
    public CollectingSink<T> failOnce(long batch, Call call) {
        content().failOnce(batch, call);
        return this;
    }

    /** The records of each published batch, in the order of the batches and their partitions. */
    public List<List<T>> batches() {
        return content().published();
    }

    /** The records of all published batches. */
    public List<T> all() {
        List<T> all = new ArrayList<>();
        batches().forEach(all::addAll);
        return all;
    }

    /** What was done to batches as a whole, for example {@code abandoned job/1-1000/0} and {@code
     * published job/1-1000/0}. */
    public List<String> log() {
        return content().log();
    }

    @Override
    public String name() {
        return "a collecting sink";
    }

    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) {
        SinkContent<T> content = content();
        long batch = key.batch().id();
        content.called(batch, Call.OPEN);
        List<T> records = new ArrayList<>();
        return new Writer<>() {
            @Override
            public void write(T record) {
                content.called(batch, Call.WRITE);
                records.add(record);
            }

            @Override
            public String stage() {
                content.called(batch, Call.STAGE);
                return content.stage(key, partition, records);
            }
        };
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        content().called(key.batch().id(), Call.PUBLISH);
        content().publish(key, receipts);
    }

    @Override
    public void abandon(OutputKey key) {
        content().abandon(key);
    }

    @SuppressWarnings("unchecked") // the content of this sink was made for its records
    private SinkContent<T> content() {
        return (SinkContent<T>) CONTENTS.computeIfAbsent(id, unused -> new SinkContent<T>());
    }
}
