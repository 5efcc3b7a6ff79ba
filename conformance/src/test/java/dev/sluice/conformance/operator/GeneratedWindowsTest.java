package dev.sluice.conformance.operator;

import dev.sluice.AnyStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.StreamCheck;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of window of time, on batches made from a seed, beside a window that is made anew from its batches. */
class GeneratedWindowsTest extends OperatorTable {
    private static final int BATCHES = 14;

    /** Fewer where batches take longer. */
    private static final long SEEDS = Long.getLong("sluice.test.windows", 30);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    /** A program's windows and the batches it takes in, all made from a seed. */
    private record Case(
            long seed, int length, int slide, int partitions, List<List<KeyValue<Integer, Integer>>> batches) {
        static Case of(long seed) {
            Random random = new Random(seed);
            int length = 1 + random.nextInt(6);
            int slide = 1 + random.nextInt(5);
            int partitions = 1 + random.nextInt(4);
            int keys = 1 + random.nextInt(5);
            List<List<KeyValue<Integer, Integer>>> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                List<KeyValue<Integer, Integer>> batch = new ArrayList<>();
                int records = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
                for (int j = 0; j < records; j++) {
                    batch.add(kv(random.nextInt(keys), random.nextInt(100) - 20));
                }
                batches.add(batch);
            }
            return new Case(seed, length, slide, partitions, batches);
        }

        Duration window() {
            return seconds(length);
        }

        Duration every() {
            return seconds(slide);
        }

        /** What must come out where each window gives what a function makes of its records, oldest first. */
        <R> List<List<R>> expected(Function<List<KeyValue<Integer, Integer>>, List<R>> ofWindow) {
            List<List<R>> expected = new ArrayList<>();
            for (int end = 1; end <= BATCHES; end++) {
                expected.add(end % slide == 0 ? ofWindow.apply(recordsUntil(end)) : nothing());
            }
            return expected;
        }

        private List<KeyValue<Integer, Integer>> recordsUntil(int end) {
            List<KeyValue<Integer, Integer>> records = new ArrayList<>();
            batches.subList(Math.max(0, end - length), end).forEach(records::addAll);
            return records;
        }

        <R> void gives(
                Function<PairDStream<Integer, Integer>, AnyStream<R, ?, ?>> program,
                Function<List<KeyValue<Integer, Integer>>, List<R>> ofWindow) {
            try {
                StreamCheck.checkPairs(Batches.of(batches).inPartitions(partitions), program)
                        .gives(expected(ofWindow));
            } catch (AssertionError | RuntimeException thrown) {
                throw new AssertionError(
                        "seed " + seed + ", window " + length + " every " + slide + " in " + partitions
                                + " partitions: " + thrown.getMessage(),
                        thrown);
            }
        }
    }

    private static <R> List<KeyValue<Integer, R>> byKey(
            List<KeyValue<Integer, Integer>> records, Function<Integer, R> first, BinaryOperator<R> merge) {
        Map<Integer, R> results = new LinkedHashMap<>();
        records.forEach(record -> results.merge(record.key(), first.apply(record.value()), merge));
        List<KeyValue<Integer, R>> pairs = new ArrayList<>();
        results.forEach((key, value) -> pairs.add(kv(key, value)));
        return pairs;
    }

    private static List<Integer> joined(List<Integer> left, List<Integer> right) {
        List<Integer> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowHoldsItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.map(pair -> pair).window(generated.window(), generated.every()), records -> records);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupByKeyAndWindowGroupsItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.groupByKeyAndWindow(generated.window(), generated.every()),
                records -> byKey(records, List::of, GeneratedWindowsTest::joined));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reduceByKeyAndWindowReducesItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.mapValues(String::valueOf)
                        .reduceByKeyAndWindow((a, b) -> a + "," + b, generated.window(), generated.every()),
                records -> byKey(records, String::valueOf, (a, b) -> a + "," + b));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reduceByKeyAndWindowWithAnInverseReducesItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.reduceByKeyAndWindow(
                        Integer::sum, (all, leaving) -> all - leaving, generated.window(), generated.every()),
                records -> byKey(records, n -> n, Integer::sum));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countByWindowCountsItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.countByWindow(generated.window(), generated.every()),
                records -> List.of((long) records.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reduceByWindowReducesItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.map(pair -> pair.key() + "=" + pair.value())
                        .reduceByWindow((a, b) -> a + "," + b, generated.window(), generated.every()),
                records -> records.stream()
                        .map(pair -> pair.key() + "=" + pair.value())
                        .reduce((a, b) -> a + "," + b)
                        .map(List::of)
                        .orElse(List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countByValueAndWindowCountsItsBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.keys().countByValueAndWindow(generated.window(), generated.every()),
                records -> byKey(records, n -> 1L, Long::sum));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aggregatesOverWindowsAggregateTheirBatches(long seed) {
        Case generated = Case.of(seed);
        generated.gives(
                pairs -> pairs.aggregateByKey(
                        Window.sliding(generated.window(), generated.every()), Aggregates.toList()),
                records -> byKey(records, List::of, GeneratedWindowsTest::joined));
    }
}
