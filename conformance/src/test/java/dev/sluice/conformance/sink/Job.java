package dev.sluice.conformance.sink;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.source.StreamSource;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A program whose batches end at 1000 ms, 2000 ms and so on of a clock wound by hand. */
final class Job implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    final StreamingContext context;
    private final ManualClock clock = new ManualClock();

    Job() {
        this(builder -> builder);
    }

    Job(UnaryOperator<Builder> settings) {
        Builder builder = StreamingContext.builder("job")
                .batchInterval(INTERVAL)
                .master(System.getProperty(StreamTester.MASTER_PROPERTY, "local[3]"))
                .clock(clock);
        context = settings.apply(builder).build();
    }

    /** A stream of batches, each given by its partitions. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final <T> DStream<T> stream(List<List<T>>... batches) {
        return context.stream(new StreamSource.Custom<>("batches", "as often as asked", unused -> input(batches)));
    }

    /** Starts the program and runs this many batches. */
    void run(int batches) {
        context.start();
        clock.advance(INTERVAL.multipliedBy(batches));
    }

    /** Stops the program; throws what it failed with, if it did. */
    void end() throws InterruptedException {
        context.stop();
        context.awaitTermination();
    }

    @Override
    public void close() {
        context.close();
    }

    private static <T> Input<T> input(List<List<T>>[] batches) {
        Iterator<List<List<T>>> coming = List.of(batches).iterator();
        return new Input<>() {
            @Override
            public void start() {}

            @Override
            public InputPlan<T> plan(Batch batch, long recordsMax) {
                List<List<T>> partitions = coming.hasNext() ? coming.next() : List.of();
                List<Split<T>> splits = partitions.stream().map(Split::of).toList();
                return new InputPlan<>(
                        splits, partitions.stream().mapToInt(List::size).sum(), "a batch");
            }

            @Override
            public void forget(Batch batch) {}

            @Override
            public boolean stop(Duration timeout) {
                return true;
            }

            @Override
            public long waiting() {
                return 0;
            }
        };
    }
}
