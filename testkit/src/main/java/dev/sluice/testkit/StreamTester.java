package dev.sluice.testkit;

import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.StopReport;
import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.source.StreamSource;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A context wound by hand: define streams on tables of batches, collect what comes out, run batch after batch. Time
 * stands still in between, so a test neither waits nor depends on how fast it runs.
 *
 * <pre>{@code
 * try (StreamTester tester = StreamTester.create()) {
 *     DStream<String> words = tester.input(List.of("a", "b"), List.of("a"));
 *     Collected<Long> counts = tester.collect(words.count());
 *     tester.runBatches(2);
 *     assertThat(counts.batches()).containsExactly(List.of(2L), List.of(1L));
 * }
 * }</pre>
 *
 * <p>Batches are of 1 s where the test does not say otherwise; the first one ends 1 s after the epoch. The engine is
 * {@code local[2]}, or what the system property {@value #MASTER_PROPERTY} names, in strict mode. For one thread.
 */
public final class StreamTester implements AutoCloseable {
    /** The system property that names the master of all testers, to run the same tests on another engine. */
    public static final String MASTER_PROPERTY = "sluice.test.master";

    /** The length of a batch where the test does not say otherwise. */
    public static final Duration BATCH = Duration.ofSeconds(1);

    private static final String MASTER_DEFAULT = "local[2]";

    private final Duration interval;
    private final ManualClock clock = new ManualClock();
    private final RecordedEvents events = new RecordedEvents();
    private final List<PlayedScript<?>> scripts = new ArrayList<>();
    private final StreamingContext context;
    private long intervals;

    private StreamTester(Duration interval, UnaryOperator<Builder> settings) {
        this.interval = interval;
        Builder builder = StreamingContext.builder("test")
                .batchInterval(interval)
                .master(System.getProperty(MASTER_PROPERTY, MASTER_DEFAULT))
                .strict(true)
                .listener(events);
        context = settings.apply(builder).clock(clock).build();
    }

    /** A tester with batches of 1 s. */
    public static StreamTester create() {
        return create(BATCH);
    }

    /** A tester with batches of this length. */
    public static StreamTester create(Duration batchInterval) {
        return create(batchInterval, builder -> builder);
    }

    /** A tester with batches of 1 s and more settings; those for the batch interval and the clock are the tester's. */
    public static StreamTester create(UnaryOperator<Builder> settings) {
        return create(BATCH, settings);
    }

    /** A tester with batches of this length and more settings. */
    public static StreamTester create(Duration batchInterval, UnaryOperator<Builder> settings) {
        return new StreamTester(
                batchInterval, builder -> settings.apply(builder).batchInterval(batchInterval));
    }

    /** The context under test. */
    public StreamingContext context() {
        return context;
    }

    /** The clock that winds it. */
    public ManualClock clock() {
        return clock;
    }

    /** What its listeners were told so far. */
    public RecordedEvents events() {
        return events;
    }

    // ---- streams

    /** A stream that takes in these batches, one in each interval, then empty ones. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DStream<T> input(List<T>... batches) {
        return input(Batches.of(batches));
    }

    /** A stream that takes in these batches, one in each interval, then empty ones. */
    public <T> DStream<T> input(Batches<T> batches) {
        return context.stream(BatchesInput.source(batches, interval));
    }

    /** A stream with keys that takes in these batches, one in each interval, then empty ones. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <K, V> PairDStream<K, V> pairInput(List<KeyValue<K, V>>... batches) {
        return pairInput(Batches.of(batches));
    }

    /** A stream with keys that takes in these batches, one in each interval, then empty ones. */
    public <K, V> PairDStream<K, V> pairInput(Batches<KeyValue<K, V>> batches) {
        return input(batches).mapToPair(pair -> pair);
    }

    /** A stream of a receiver that follows a script, as {@link #runBatches} goes from batch to batch. */
    public <T> DStream<T> receive(Script<T> script) {
        PlayedScript<T> played = new PlayedScript<>(script);
        scripts.add(played);
        return context.stream(new StreamSource.Receiving<>(
                "script", "as often as the script stores it", new ScriptedReceiver<>(played.cue())));
    }

    /** Collects what comes out of a stream; an output operation. */
    public <T> Collected<T> collect(AnyStream<T, ?, ?> stream) {
        Collected<T> collected = new Collected<>();
        stream.foreachRdd((rdd, batch) -> collected.add(batch, rdd.collect()));
        return collected;
    }

    // ---- running

    /** Starts the context, where it does not run yet. */
    public void start() {
        if (context.state() != StreamingContextState.ACTIVE && failure().isEmpty()) {
            context.start();
            scripts.forEach(PlayedScript::awaitStart);
        }
    }

    /**
     * Runs so many more batches, starting the context first where it does not run yet.
     *
     * @throws RuntimeException the failure that stops the context, also one of an earlier call
     */
    public void runBatches(int batches) {
        start();
        for (int i = 0; i < batches; i++) {
            rethrow(failure());
            runBatch();
        }
        rethrow(failure());
    }

    /**
     * Runs batches until one fails, at most so many.
     *
     * @return the failure that stops the context
     * @throws AssertionError if none fails
     */
    public Throwable failureWithin(int batches) {
        start();
        for (int i = 0; i < batches && failure().isEmpty(); i++) {
            runBatch();
        }
        return failure()
                .orElseThrow(() -> new AssertionError(
                        "a failure was expected within " + batches + " batches, but all went well: " + events.lines()));
    }

    /**
     * Moves time on, by any amount: what falls due on the way runs, in order, before the call returns. A jump over
     * several batches makes them late. Scripts stand still.
     */
    public void advance(Duration by) {
        start();
        clock.advance(by);
    }

    /** Why the context stopped or is about to stop by itself; empty while all goes well. */
    public Optional<Throwable> failure() {
        return context.failure();
    }

    /** Stops at once. */
    public StopReport stop() {
        return context.stop();
    }

    /**
     * Stops after all that was taken in is processed. Time stands still meanwhile, so wind the clock past the delay of a
     * retry first.
     */
    public StopReport stopGracefully() {
        return context.stop(true);
    }

    /** Stops at once; a failure is not thrown again. */
    @Override
    public void close() {
        context.close();
        scripts.forEach(PlayedScript::close);
    }

    private void runBatch() {
        intervals++;
        scripts.forEach(script -> script.play(intervals, clock));
        clock.advance(interval);
    }

    private static void rethrow(Optional<Throwable> failure) {
        failure.ifPresent(thrown -> {
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            throw new SluiceException("the context stopped: " + thrown.getMessage(), thrown);
        });
    }
}
