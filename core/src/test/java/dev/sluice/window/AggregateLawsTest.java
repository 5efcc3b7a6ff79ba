package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.function.Comparator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ready-made aggregate owes, on random records; numbers are small, so that rounding plays no part. */
class AggregateLawsTest {
    private static final Map<String, Aggregate<Integer, ?, ?>> AGGREGATES = Map.ofEntries(
            Map.entry("count", Aggregates.count()),
            Map.entry("sumLong", Aggregates.sumLong(n -> n)),
            Map.entry("sumDouble", Aggregates.sumDouble(n -> n)),
            Map.entry("average", Aggregates.average(n -> n)),
            Map.entry("min", Aggregates.<Integer>min()),
            Map.entry("max", Aggregates.<Integer>max()),
            Map.entry("minBy", Aggregates.<Integer, Integer>minBy(n -> n % 5)),
            Map.entry("maxBy", Aggregates.<Integer, Integer>maxBy(n -> n % 5)),
            Map.entry("topK", Aggregates.topK(3, Comparator.<Integer, Integer>comparing(n -> n % 7))),
            Map.entry("first", Aggregates.first()),
            Map.entry("last", Aggregates.last()),
            Map.entry("distinctCount", Aggregates.distinctCount()),
            Map.entry("toList", Aggregates.toList()),
            Map.entry("mapping", Aggregates.mapping(n -> n % 3, Aggregates.<Integer>distinctCount())),
            Map.entry(
                    "all",
                    Aggregates.all(
                            Aggregates.<Integer>toList(), Aggregates.<Integer>last(), Aggregates.<Integer>count())),
            Map.entry("andThen", Aggregates.<Integer>toList().andThen(List::size)),
            Map.entry("reducing", Aggregate.<Integer>reducing(Integer::sum, (all, leaving) -> all - leaving)));

    static Stream<Arguments> cases() {
        return LongStream.rangeClosed(1, 15)
                .boxed()
                .flatMap(seed -> AGGREGATES.keySet().stream().sorted().map(name -> Arguments.of(name, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void partsMergedInOrderEqualTheWhole(String name, long seed) throws Exception {
        check(serialized(AGGREGATES.get(name)), new Random(seed));
    }

    private static <A> void check(Aggregate<Integer, A, ?> aggregate, Random random) throws Exception {
        List<Integer> records = records(random);
        Object whole = aggregate.finish(of(aggregate, records));

        List<A> parts = new ArrayList<>();
        List<List<Integer>> recordsOfParts = cut(records, random);
        for (List<Integer> part : recordsOfParts) {
            parts.add(of(aggregate, part));
        }
        List<Object> results = finished(aggregate, parts);
        assertThat(aggregate.finish(inPlace(aggregate.cells(), recordsOfParts))).isEqualTo(whole);

        assertThat(aggregate.finish(mergedFromTheLeft(aggregate, parts))).isEqualTo(whole);
        assertThat(aggregate.finish(mergedFromTheRight(aggregate, parts))).isEqualTo(whole);
        for (int i = 0; i < parts.size(); i++) {
            assertTwoWaysOn(aggregate, parts.get(i), recordsOfParts.get(i));
            if (aggregate.invertible() && i > 0 && !recordsOfParts.get(i).isEmpty()) {
                A both = aggregate.merge(parts.get(i - 1), parts.get(i));
                A rest = recordsOfParts.get(i - 1).isEmpty() ? both : aggregate.subtract(both, parts.get(i - 1));
                assertThat(aggregate.finish(rest)).as("inverse").isEqualTo(results.get(i));
            }
        }
        assertThat(finished(aggregate, parts))
                .as("accumulators are not changed")
                .isEqualTo(results);
    }

    private static <C, A> A inPlace(Cells<Integer, C, A> cells, List<List<Integer>> parts) throws Exception {
        C all = cells.cell();
        for (List<Integer> part : parts) {
            C cell = cells.cell();
            for (Integer record : part) {
                cells.add(cell, record);
            }
            cells.merge(all, cell);
        }
        return cells.accumulator(all);
    }

    private static <A> void assertTwoWaysOn(Aggregate<Integer, A, ?> aggregate, A accumulator, List<Integer> records)
            throws Exception {
        A one = aggregate.add(accumulator, 98);
        A other = aggregate.add(accumulator, 99);
        assertThat(aggregate.finish(one)).isEqualTo(aggregate.finish(of(aggregate, and(records, 98))));
        assertThat(aggregate.finish(other)).isEqualTo(aggregate.finish(of(aggregate, and(records, 99))));
    }

    private static List<Integer> and(List<Integer> records, int more) {
        List<Integer> all = new ArrayList<>(records);
        all.add(more);
        return all;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumsOfDoublesAreExactToTheLastBits(long seed) throws Exception {
        Random random = new Random(seed);
        Aggregate<Double, ?, Double> aggregate = Aggregates.sumDouble(n -> n);
        BigDecimal exact = BigDecimal.ZERO;
        double size = 0;
        List<Double> records = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double record = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40));
            records.add(record);
            exact = exact.add(new BigDecimal(record));
            size += Math.abs(record);
        }
        double allowed = Math.ulp(exact.doubleValue()) + 1e-25 * size;
        assertThat(mergedInParts(aggregate, records, random)).isCloseTo(exact.doubleValue(), within(allowed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void variancesEqualThoseComputedInTwoPasses(long seed) throws Exception {
        Random random = new Random(seed);
        double mean = random.nextInt(1_000_000);
        List<Double> records = random.doubles(500).map(d -> mean + d).boxed().toList();
        double average = records.stream().mapToDouble(d -> d).sum() / records.size();
        double expected =
                records.stream().mapToDouble(d -> (d - average) * (d - average)).sum() / records.size();
        Aggregate<Double, ?, Double> variance = Aggregates.variance(n -> n);
        assertThat(mergedInParts(variance, records, random)).isCloseTo(expected, within(1e-7 * expected));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void distinctRecordsAreThoseOfASet(long seed) throws Exception {
        Random random = new Random(seed);
        List<Integer> records = random.ints(random.nextInt(500), 0, 1 + random.nextInt(300))
                .boxed()
                .toList();
        assertThat(mergedInParts(Aggregates.<Integer>distinctCount(), records, random))
                .isEqualTo(new HashSet<>(records).size());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theGreatestAreThoseOfASortedList(long seed) throws Exception {
        Random random = new Random(seed);
        List<Integer> records =
                random.ints(random.nextInt(200), 0, 1000).boxed().toList();
        int k = 1 + random.nextInt(20);
        List<Integer> expected = records.stream()
                .sorted(java.util.Comparator.comparing((Integer n) -> n % 100).reversed())
                .limit(k)
                .toList();
        Aggregate<Integer, ?, List<Integer>> top = Aggregates.topK(k, Comparator.comparing(n -> n % 100));
        assertThat(mergedInParts(top, records, random)).isEqualTo(expected);
    }

    private static <T, A, R> R mergedInParts(Aggregate<T, A, R> aggregate, List<T> records, Random random)
            throws Exception {
        List<A> parts = new ArrayList<>();
        for (List<T> part : cut(records, random)) {
            parts.add(of(aggregate, part));
        }
        return aggregate.finish(mergedFromTheLeft(aggregate, parts));
    }

    private static List<Integer> records(Random random) {
        return random.ints(1 + random.nextInt(100), 0, 1 + random.nextInt(50))
                .boxed()
                .toList();
    }

    private static <T> List<List<T>> cut(List<T> records, Random random) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = Math.min(records.size(), from + random.nextInt(1 + records.size() / 3 + 1));
            parts.add(records.subList(from, to));
            from = to;
        }
        return parts;
    }

    private static <T, A> A of(Aggregate<T, A, ?> aggregate, List<T> records) throws Exception {
        A accumulator = aggregate.zero();
        for (T record : records) {
            accumulator = aggregate.add(accumulator, record);
        }
        return accumulator;
    }

    private static <A> A mergedFromTheLeft(Aggregate<?, A, ?> aggregate, List<A> parts) throws Exception {
        A merged = aggregate.zero();
        for (A part : parts) {
            merged = aggregate.merge(merged, part);
        }
        return merged;
    }

    private static <A> A mergedFromTheRight(Aggregate<?, A, ?> aggregate, List<A> parts) throws Exception {
        A merged = aggregate.zero();
        for (int i = parts.size() - 1; i >= 0; i--) {
            merged = aggregate.merge(parts.get(i), merged);
        }
        return merged;
    }

    private static <A> List<Object> finished(Aggregate<?, A, ?> aggregate, List<A> parts) throws Exception {
        List<Object> results = new ArrayList<>();
        for (A part : parts) {
            results.add(aggregate.finish(part));
        }
        return results;
    }

    @SuppressWarnings("unchecked") // what was written is read
    private static <A> Aggregate<Integer, A, ?> serialized(Aggregate<Integer, A, ?> aggregate) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(aggregate);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Aggregate<Integer, A, ?>) in.readObject();
        }
    }
}
