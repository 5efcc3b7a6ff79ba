package dev.sluice.benchmarks;

import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.data.KeyValue;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Numbers of which each is due at a moment of its own. Three of four pass a filter, are counted by key within the batch and
 * added to a state; a number is out when the output of its batch has the new counts. Batches come in order, so that the
 * count of all counts says which numbers are out.
 */
final class PacedRun {
    private static final int KEYS = 1_009;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final int MAX_OF_MIN = 100;

    private final Pace pace;
    private final StreamingContext context;
    private final long[] counts = new long[KEYS];
    private final Histogram late = new Histogram();
    private volatile long measureFrom = Long.MAX_VALUE;
    private long out;
    private long batches;

    private PacedRun(String feed, long rate, BatchInterval interval) {
        pace = Pace.startingNow(rate);
        context = StreamingContext.builder("paced")
                .batchInterval(interval)
                .master("local[2]")
                .build();
        context.stream(source(feed, pace))
                .filter(number -> number % 4 != 0)
                .mapToPair(number -> KeyValue.of(number % KEYS, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.function(PacedRun::add))
                .foreachRdd(updates -> out(updates.collect()));
    }

    private static StreamSource<Long> source(String feed, Pace pace) {
        return feed.equals("direct")
                ? Sources.direct("paced", new PacedSource(pace))
                : Sources.receiver(new PacedReceiver(pace));
    }

    private static KeyValue<Long, Long> add(Long key, Optional<Long> value, State<Long> state) {
        long sum = state.getOption().orElse(0L) + value.orElse(0L);
        state.update(sum);
        return KeyValue.of(key, sum);
    }

    private void out(Iterable<KeyValue<Long, Long>> updates) {
        long now = System.nanoTime();
        long until = out;
        for (KeyValue<Long, Long> update : updates) {
            int key = update.key().intValue();
            until += update.value() - counts[key];
            counts[key] = update.value();
        }
        long from = measureFrom;
        for (; out < until; out++) {
            long due = pace.dueNanos(out + out / 3 + 1);
            if (due - from >= 0) {
                late.add((now - due) / 1_000);
            }
        }
        batches++;
    }

    /** Prints how late numbers come out at this rate. */
    static void measure(String feed, long rate, String interval, int seconds) throws InterruptedException {
        PacedRun run = new PacedRun(feed, rate, interval(interval));
        run.context.start();
        run.await(WARM);
        run.measureFrom = System.nanoTime();
        double cpu = Machine.cpuSeconds();
        long batchesBefore = run.batches;
        run.await(Duration.ofSeconds(seconds));
        double passed = (System.nanoTime() - run.measureFrom) / 1e9;
        double used = Machine.cpuSeconds() - cpu;
        double batches = run.batches - batchesBefore;
        run.context.stop(true);
        run.check((long) (rate * passed));
        BatchPart.print("late p50, µs", run.late.percentile(0.5));
        BatchPart.print("late p99, µs", run.late.percentile(0.99));
        BatchPart.print("late p99.9, µs", run.late.percentile(0.999));
        BatchPart.print("late most, µs", run.late.max());
        BatchPart.print("batches/s", batches / passed);
        BatchPart.print(
                "of those due, %",
                100 * batches / passed * Micros.of(interval(interval).min()) / 1e6);
        BatchPart.print("CPU, % of one processor", used / passed * 100);
    }

    /** Microseconds, with "auto" before the least of a self-clocked one. */
    static BatchInterval interval(String text) {
        return text.startsWith("auto")
                ? BatchInterval.auto(
                        micros(text.substring(4)), micros(text.substring(4)).multipliedBy(MAX_OF_MIN))
                : BatchInterval.fixed(micros(text));
    }

    private static Duration micros(String text) {
        return Duration.ofNanos(Long.parseLong(text) * 1_000);
    }

    private void await(Duration time) throws InterruptedException {
        if (context.awaitTerminationOrTimeout(time)) {
            throw new IllegalStateException("the context stopped by itself");
        }
    }

    private void check(long expected) {
        long given = pace.given();
        long counted = LongStream.of(counts).sum();
        if (counted != given - (given + 3) / 4 || given < expected) {
            throw new IllegalStateException("wrong answer: " + counted + " of " + given + " numbers counted, where "
                    + expected + " and more were due");
        }
    }
}
