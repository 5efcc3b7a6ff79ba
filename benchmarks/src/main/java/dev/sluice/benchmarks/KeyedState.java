package dev.sluice.benchmarks;

import dev.sluice.MapWithStateDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.function.Function;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program whose state is all there is to it: every record is a visit of one user, counted under the user's name. The
 * counts of all users add up to the number of records, in whichever runs they were read.
 */
final class KeyedState implements StreamingListener {
    private final StreamingContext context;
    private final NumberSource numbers;
    private final AtomicLong sum = new AtomicLong(-1);
    private volatile boolean summing;
    private long batches;
    private long records;

    /** What is kept of a user, where it is more than a number. */
    record Visits(long count, long lastNumber, String page, double spent) {
        static final Visits NONE = new Visits(0, 0, "", 0);

        Visits plus(long number) {
            return new Visits(count + 1, number, "/page/" + number % 1_000, spent + number % 100 / 4.0);
        }
    }

    /**
     * A program over a directory.
     *
     * @param asRecords whether a state is a record rather than a number
     */
    KeyedState(Storage storage, boolean asRecords, NumberSource numbers, Duration interval, Duration snapshots) {
        this.numbers = numbers;
        this.context = StreamingContext.builder("keyed-state")
                .batchInterval(interval)
                .master("local[" + SteadyLoad.processors() + "]")
                .checkpoint(storage, "the directory")
                .snapshotInterval(snapshots)
                .stopTimeout(Duration.ofMinutes(10))
                .listener(this)
                .build();
        if (asRecords) {
            define(StateSpec.function(KeyedState::visited), Visits::count);
        } else {
            define(StateSpec.function(KeyedState::counted), count -> count);
        }
    }

    private <S> void define(StateSpec<String, Long, S, Long> spec, Function<S, Long> count) {
        MapWithStateDStream<String, Long, S, Long> visits = context.directStream("numbers", numbers)
                .mapToPair(number -> KeyValue.of(user(number % numbers.keys()), number))
                .mapWithState(spec);
        visits.foreachRdd(counts -> counts.count());
        visits.stateSnapshots().foreachRdd(states -> {
            if (summing) {
                summed(states.values().map(count).fold(0L, Long::sum));
            }
        });
    }

    private static String user(long number) {
        return "user-" + Long.toString(number * 2_654_435_761L & 0xFFFF_FFFFFFL, 36);
    }

    private static Long counted(String user, Optional<Long> number, State<Long> state) {
        long count = state.getOption().orElse(0L) + 1;
        state.update(count);
        return count;
    }

    private static Long visited(String user, Optional<Long> number, State<Visits> state) {
        Visits visits = state.getOption().orElse(Visits.NONE).plus(number.orElse(0L));
        state.update(visits);
        return visits.count();
    }

    void start() {
        context.start();
    }

    void stop() {
        context.stop(true);
    }

    /** Tells somebody else of the batches too. */
    void listen(StreamingListener listener) {
        context.addListener(listener);
    }

    /** Waits until so many batches were run by this run, and says how many were. */
    synchronized long awaitBatches(long wanted) throws InterruptedException {
        while (batches < wanted) {
            requireRunning();
            wait(1_000);
        }
        return batches;
    }

    /** Waits until this run has read so many records. */
    synchronized void awaitRecords(long wanted) throws InterruptedException {
        while (records < wanted) {
            requireRunning();
            wait(1_000);
        }
    }

    /** Fails unless the counts of all users are those of so many records; nothing may be read meanwhile. */
    void requireSum(long expected) throws InterruptedException {
        summing = true;
        synchronized (this) {
            while (sum.get() < 0) {
                requireRunning();
                wait(1_000);
            }
        }
        if (sum.get() != expected) {
            throw new IllegalStateException("wrong answer: the states add up to " + sum + " instead of " + expected);
        }
    }

    private synchronized void summed(long all) {
        sum.set(all);
        notifyAll();
    }

    private void requireRunning() throws InterruptedException {
        if (context.awaitTerminationOrTimeout(Duration.ZERO)) {
            throw new IllegalStateException("the context stopped by itself");
        }
    }

    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        batches++;
        records += batch.records();
        notifyAll();
    }
}
