package dev.sluice.window;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.Rehearsal;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows run by their own steps. Merging writes brackets, so that a different grouping shows, and adds thirds. */
class GeneratedWindowCapturesTest {
    /** A text and a number that is rounded at every merge. */
    record Sum(String text, double third) {
        static Sum of(String text) {
            return new Sum(text, text.charAt(0) / 3.0);
        }

        Sum plus(Sum other) {
            return new Sum("(" + text + " " + other.text + ")", third + other.third);
        }
    }

    private static final Aggregate<String, Sum, String> BRACKETS = Aggregate.of(
            () -> Sum.of("0"),
            (sum, text) -> sum.text.equals("0") ? Sum.of(text) : sum.plus(Sum.of(text)),
            Sum::plus,
            Sum::toString);

    private static final Aggregate<String, String, String> TEXTS = Aggregate.of(
            () -> "", String::concat, String::concat, text -> text, (all, leaving) -> all.substring(leaving.length()));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestoredWindowWithoutAnInverseGoesOnBitByBitEqual(long seed) throws Exception {
        sliding(BRACKETS, seed).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestoredWindowWithAnInverseGoesOnBitByBitEqual(long seed) throws Exception {
        sliding(TEXTS, seed).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void windowsMoveToOtherPartitions(long seed) throws Exception {
        sliding(BRACKETS, seed).runReplaced(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restoredSlidingCountWindowsGoOnBitByBitEqual(long seed) throws Exception {
        counted(new Window.Counted(1 + seed % 7, 1 + seed % 3)).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restoredTumblingCountWindowsGoOnBitByBitEqual(long seed) throws Exception {
        counted(new Window.Counted(2 + seed % 7, 2 + seed % 7)).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void countWindowsMoveToOtherPartitions(long seed) throws Exception {
        counted(new Window.Counted(1 + seed % 7, 1 + seed % 3)).runReplaced(seed);
    }

    private static <A> Rehearsal<SlidingWindowTable<String, A>> sliding(
            Aggregate<String, A, String> aggregate, long seed) {
        int slices = 1 + (int) (seed % 11);
        return new Rehearsal<>(
                () -> new SlidingWindowTable<>(aggregate, slices),
                new Slides<>(aggregate, slices, 1 + (int) (seed % 3), 1 + (int) (seed % 4)));
    }

    private static Rehearsal<CountWindowTable<String, Sum>> counted(Window.Counted window) {
        return new Rehearsal<>(() -> new CountWindowTable<>(BRACKETS, window), new Counts(window));
    }

    private record Slides<A>(Aggregate<String, A, String> aggregate, int slices, int batchesPerSlice, int jump)
            implements Rehearsal.Play<SlidingWindowTable<String, A>> {
        @Override
        public List<KeyValue<String, ?>> records(Random random) {
            return someRecords(random);
        }

        @Override
        public List<Object> batch(SlidingWindowTable<String, A> state, long id, List<KeyValue<String, ?>> records)
                throws Exception {
            List<KeyValue<String, ?>> partials = new ArrayList<>();
            for (KeyValue<String, ?> record : records) {
                partials.add(KeyValue.of(record.key(), aggregate.add(aggregate.zero(), (String) record.value())));
            }
            long slice = id / batchesPerSlice * jump;
            return drive(
                    new SlidingAggregateStep<String, A, String>(aggregate, slices, slice, id % 2 == 0),
                    state,
                    partials);
        }

        @Override
        public List<Object> content(SlidingWindowTable<String, A> state) throws Exception {
            List<Object> content = new ArrayList<>();
            state.forEach((key, hash, sum) -> content.add(key + " " + sum));
            state.forEachPartial((slice, key, hash, sum) -> content.add(slice + " " + key + " " + sum));
            return content;
        }
    }

    private record Counts(Window.Counted window) implements Rehearsal.Play<CountWindowTable<String, Sum>> {
        @Override
        public List<KeyValue<String, ?>> records(Random random) {
            return someRecords(random);
        }

        @Override
        public List<Object> batch(CountWindowTable<String, Sum> state, long id, List<KeyValue<String, ?>> records)
                throws Exception {
            return drive(new CountWindowStep<String, String, Sum, String>(BRACKETS, window), state, records);
        }

        @Override
        public List<Object> content(CountWindowTable<String, Sum> state) {
            return List.of();
        }
    }

    /** Of few keys in most batches, so that others leave; nothing now and then. */
    private static List<KeyValue<String, ?>> someRecords(Random random) {
        int keys = random.nextInt(8) == 0 ? 60 : 8;
        List<KeyValue<String, ?>> records = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            records.add(KeyValue.of("k" + random.nextInt(keys), Character.toString('a' + random.nextInt(26))));
        }
        return records;
    }

    private static <S extends VersionedState, T> List<Object> drive(
            StateStep<S, T> step, S state, List<KeyValue<String, ?>> records) throws Exception {
        List<Object> out = new ArrayList<>();
        TaskContext task = new TaskContext(0, FaultHandler.FAIL);
        ZipStep.Inputs inputs = step.open(state, task, new Origin("window", "Program.java:7"), out::add);
        for (KeyValue<String, ?> record : records) {
            inputs.input(0).emit(record);
        }
        inputs.finish();
        return out;
    }
}
