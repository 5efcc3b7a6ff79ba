package dev.sluice.benchmarks;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One pipeline under load: numbers are made at a fixed rate, three of four pass a filter, they are counted by key within
 * the batch, and the counts are added to a state of 10,007 keys, whose sum is checked at the end.
 */
final class LoadRun implements StreamingListener {
    private static final long KEYS = 10_007;

    private final StreamingContext context;
    private final Delays delays = new Delays();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();
    private final long[] states = new long[(int) KEYS];

    LoadRun(String name, long recordsPerSecond, Duration interval, int workers) {
        context = StreamingContext.builder(name)
                .batchInterval(interval)
                .master("local[" + workers + "]")
                .listener(this)
                .build();
        context.stream(Sources.generator(recordsPerSecond, number -> number))
                .filter(number -> number % 4 != 0)
                .mapToPair(number -> KeyValue.of(number * 31 % KEYS, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.function(LoadRun::add))
                .foreachRdd(updates ->
                        updates.collect().forEach(update -> states[update.key().intValue()] = update.value()));
    }

    private static KeyValue<Long, Long> add(Long key, Optional<Long> value, State<Long> state) {
        long sum = state.getOption().orElse(0L) + value.orElse(0L);
        state.update(sum);
        return KeyValue.of(key, sum);
    }

    void start() {
        context.start();
    }

    /** Lets time pass. */
    void await(Duration duration) throws InterruptedException {
        if (context.awaitTerminationOrTimeout(duration)) {
            throw new IllegalStateException("the context stopped by itself");
        }
    }

    /** What was seen since the last call. */
    Delays.Summary interval() {
        return delays.summary();
    }

    long records() {
        return records.get();
    }

    long batches() {
        return batches.get();
    }

    /** Ends the run and checks that no record and no batch was lost; the answer, for people. */
    String finish() {
        context.stop(true);
        long counted = 0;
        for (long state : states) {
            counted += state;
        }
        long expected = records.get() - (records.get() + 3) / 4;
        if (counted != expected || missing.get() != 0) {
            throw new IllegalStateException("wrong answer: the states add up to " + counted + " instead of " + expected
                    + ", and " + missing.get() + " batches are missing");
        }
        return "answer checked: " + counted + " of " + records + " records counted, no batch missing";
    }

    @Override
    public void onBatchCompleted(BatchInfo batch) {
        missing.addAndGet(
                batch.batch().id() - 1 - lastId.getAndSet(batch.batch().id()));
        batches.incrementAndGet();
        records.addAndGet(batch.records());
        delays.add(batch.processingDelay().orElseThrow(), batch.totalDelay().orElseThrow());
    }
}
