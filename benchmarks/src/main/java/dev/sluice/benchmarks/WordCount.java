package dev.sluice.benchmarks;

import dev.sluice.Builder;
import dev.sluice.MapWithStateDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Durability;
import dev.sluice.storage.LocalStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Counts the words of lines in a state, and is measured meanwhile; the state is checked at the end. */
final class WordCount implements StreamingListener {
    private static final int BLOCKS_PER_BATCH = 5;
    private static final int WARM_BATCHES = 10;

    private final WordCountSettings settings;
    private final Lines words;
    private final AtomicBoolean halted = new AtomicBoolean();
    private final @Nullable MeteredStorage storage;
    private final StreamingContext context;
    private final List<Double> delays = new ArrayList<>();
    private @Nullable LineReceiver receiver;
    private volatile boolean checking;
    private long counted = -1;
    private long lines;
    private long batches;
    private long lastNanos;

    /** Where a run is when a batch has ended. */
    private record Mark(long nanos, long lines, long batches, double cpu, MeteredStorage.Meter written) {}

    /** What was measured: between two marks, delays in milliseconds. */
    record Measured(
            double linesPerSecond,
            double cpuPerMillion,
            double bytesPerLine,
            MeteredStorage.Meter written,
            long batches,
            List<Double> delays) {}

    WordCount(WordCountSettings settings) {
        this.settings = settings;
        this.words = new Lines(settings.keys());
        Builder builder = StreamingContext.builder("word-count")
                .batchInterval(settings.interval())
                .master("local[" + SteadyLoad.processors() + "]")
                .listener(this);
        if (settings.feed() != WordCountSettings.Feed.DIRECT) {
            builder = builder.maxRate(
                            settings.lines() * 1_000L / settings.interval().toMillis())
                    .bufferedRecordsMax(2 * settings.lines());
        }
        if (settings.durability() == Durability.NONE) {
            storage = null;
        } else {
            storage = new MeteredStorage(new LocalStorage(settings.directory()).ownerOnly());
            builder = builder.checkpoint(storage, settings.directory().toString())
                    .durability(settings.durability())
                    .snapshotInterval(settings.snapshotInterval());
        }
        context = builder.build();
        MapWithStateDStream<String, Long, Long, Long> counts = context.stream(source())
                .flatMap(line -> List.of(line.split(" ")))
                .mapToPair(word -> KeyValue.of(word, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.function(WordCount::add));
        counts.foreachRdd(updates -> updates.count());
        counts.stateSnapshots().foreachRdd(states -> {
            if (checking) {
                counted(states.values().fold(0L, Long::sum));
            }
        });
    }

    private StreamSource<String> source() {
        if (settings.feed() == WordCountSettings.Feed.DIRECT) {
            int splits = SteadyLoad.processors();
            return Sources.direct("lines", new LineSource(words, settings.lines(), splits, halted));
        }
        List<String> made =
                LongStream.range(0, words.linesForAll()).mapToObj(words::line).toList();
        int block =
                settings.feed() == WordCountSettings.Feed.SINGLE ? 1 : Math.max(1, settings.lines() / BLOCKS_PER_BATCH);
        LineReceiver lineReceiver = new LineReceiver(made, block, halted);
        receiver = lineReceiver;
        return Sources.receiver(lineReceiver);
    }

    private static Long add(String word, Optional<Long> count, State<Long> state) {
        long sum = state.getOption().orElse(0L) + count.orElse(0L);
        state.update(sum);
        return sum;
    }

    /** Runs until every word is known, then measures for so long, then checks the answer. */
    Measured run(Duration length) throws InterruptedException {
        context.start();
        try {
            await(WARM_BATCHES, words.linesForAll());
            Mark from = mark();
            long until = System.nanoTime() + length.toNanos();
            Mark to = mark();
            while (System.nanoTime() < until) {
                to = mark();
            }
            Measured measured = between(from, to);
            check();
            return measured;
        } finally {
            context.stop(true);
        }
    }

    private Measured between(Mark from, Mark to) {
        long done = to.lines - from.lines;
        MeteredStorage.Meter written = to.written.since(from.written);
        synchronized (this) {
            return new Measured(
                    done * 1e9 / (to.nanos - from.nanos),
                    (to.cpu - from.cpu) * 1e6 / done,
                    (double) written.bytes() / done,
                    written,
                    to.batches - from.batches,
                    List.copyOf(delays.subList((int) from.batches, (int) to.batches)));
        }
    }

    private void check() throws InterruptedException {
        halted.set(true);
        awaitEmpty();
        checking = true;
        long expected;
        synchronized (this) {
            while (counted < 0) {
                requireRunning();
                wait(1_000);
            }
            expected = lines * Lines.WORDS;
        }
        if (counted != expected) {
            throw new IllegalStateException(
                    "wrong answer: the states add up to " + counted + " words instead of " + expected);
        }
    }

    private synchronized void awaitEmpty() throws InterruptedException {
        LineReceiver stores = receiver;
        long empty = batches + 2;
        while (batches < empty || stores != null && lines < stores.stored()) {
            long before = lines;
            requireRunning();
            wait(1_000);
            empty = lines > before ? batches + 2 : empty;
        }
    }

    private synchronized void await(long newBatches, long newLines) throws InterruptedException {
        while (batches < newBatches || lines < newLines) {
            requireRunning();
            wait(1_000);
        }
    }

    private void requireRunning() throws InterruptedException {
        if (context.awaitTerminationOrTimeout(Duration.ZERO)) {
            throw new IllegalStateException("the context stopped by itself");
        }
    }

    private Mark mark() throws InterruptedException {
        await(batches() + 1, 0);
        double cpu = Machine.cpuSeconds();
        MeteredStorage.Meter written = storage == null ? MeteredStorage.Meter.ZERO : storage.meter();
        synchronized (this) {
            return new Mark(lastNanos, lines, batches, cpu, written);
        }
    }

    private synchronized long batches() {
        return batches;
    }

    private synchronized void counted(long sum) {
        counted = sum;
        notifyAll();
    }

    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        lastNanos = System.nanoTime();
        lines += batch.records();
        batches++;
        delays.add(batch.totalDelay().orElseThrow().toNanos() / 1e6);
        notifyAll();
    }
}
