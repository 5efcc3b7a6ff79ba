package dev.sluice.benchmarks;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Outputs that all read the same few numbers: three of four pass a filter, are counted by key within the batch, and added
 * to a state. With a manual clock every batch runs on the thread that winds it.
 */
final class TinyBatches implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(1);
    private static final int WARM = 30_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 9;
    private static final int KEYS = 7;

    private final StreamingContext context;
    private final int outputs;
    private final int perBatch;
    private final long[][] sums;
    private final CountDownLatch first = new CountDownLatch(1);
    private long batches;

    private TinyBatches(int outputs, int perBatch, @Nullable ManualClock clock) {
        this.outputs = outputs;
        this.perBatch = perBatch;
        sums = new long[outputs][KEYS];
        Builder builder =
                StreamingContext.builder("tiny").batchInterval(INTERVAL).master("local[2]");
        context = (clock == null ? builder : builder.clock(clock)).build();
        DStream<Long> numbers = context.stream(Sources.direct("few", new Few(perBatch)));
        for (int output = 0; output < outputs; output++) {
            long[] keys = sums[output];
            numbers.filter(number -> number % 4 != 0)
                    .mapToPair(number -> KeyValue.of(number % KEYS, 1L))
                    .reduceByKey(Long::sum)
                    .mapWithState(StateSpec.function(TinyBatches::add))
                    .foreachRdd(updates -> {
                        updates.collect().forEach(update -> keys[update.key().intValue()] = update.value());
                        first.countDown();
                    });
        }
        context.start();
    }

    private static KeyValue<Long, Long> add(Long key, Optional<Long> value, State<Long> state) {
        long sum = state.getOption().orElse(0L) + value.orElse(0L);
        state.update(sum);
        return KeyValue.of(key, sum);
    }

    /** A program that runs by itself. */
    static TinyBatches onTheClock() {
        return new TinyBatches(1, 10, null);
    }

    /** Prints what a batch of so many records costs. */
    static void measure(int outputs, int perBatch) {
        ManualClock clock = new ManualClock();
        try (TinyBatches tiny = new TinyBatches(outputs, perBatch, clock)) {
            tiny.pass(clock, WARM);
            List<Double> cpu = new ArrayList<>();
            List<Double> wall = new ArrayList<>();
            List<Double> bytes = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                Costs before = Costs.now();
                tiny.pass(clock, MEASURED);
                Costs used = Costs.now().since(before, MEASURED);
                wall.add((System.nanoTime() - began) / 1e3 / MEASURED);
                cpu.add(used.threadNanos() / 1e3);
                bytes.add(used.bytes());
            }
            tiny.check();
            BatchPart.print("CPU of a batch, µs", Spread.of(cpu).median());
            BatchPart.print("wall time, µs", Spread.of(wall).median());
            BatchPart.print("bytes allocated", Spread.of(bytes).median());
        }
    }

    private void pass(ManualClock clock, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(INTERVAL);
        }
        batches += times;
    }

    private void check() {
        long numbers = batches * perBatch;
        for (long[] keys : sums) {
            long counted = LongStream.of(keys).sum();
            if (counted != numbers - (numbers + 3) / 4) {
                throw new IllegalStateException(
                        "wrong answer: " + counted + " of " + numbers + " numbers counted in " + outputs + " outputs");
            }
        }
    }

    void awaitBatch() throws InterruptedException {
        first.await();
    }

    @Override
    public void close() {
        context.stop(false);
    }

    /** As many numbers in each batch. */
    private record Few(int perBatch) implements DirectSource<Long, Long> {
        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return from + perBatch;
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of(new Numbers(from, to));
        }
    }

    private record Numbers(long from, long to) implements Split<Long> {
        @Override
        public Iterator<Long> iterator() {
            Long[] numbers = new Long[(int) (to - from)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = from + i;
            }
            return Collections.unmodifiableList(List.of(numbers)).iterator();
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
