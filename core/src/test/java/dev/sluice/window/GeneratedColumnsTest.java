package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.StableHash;
import dev.sluice.function.BinaryOperator;
import dev.sluice.table.StateChunk;
import dev.sluice.table.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Windows of every kind of columns beside windows recomputed from all partials, with functions that fail, rollbacks, and
 * tables that are restored and go on in place of the first: bit by bit equal, at every place of a slice in its half.
 */
class GeneratedColumnsTest {
    private static final int[] LENGTHS = {1, 2, 3, 4, 5, 8, 13, 64};
    private static final int BATCHES = 120;

    private static int callsUntilFailure = Integer.MAX_VALUE;

    private static final class Planted extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** An aggregate and the partials to give it. */
    private record Kind<A>(String name, Aggregate<?, A, ?> aggregate, boolean exact, Function<Random, A> partial) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Partial<A>(String key, A value) {}

    private record Case(Kind<?> kind, int slices) {
        @Override
        public String toString() {
            return kind + " over " + slices;
        }
    }

    static Stream<Case> cases() {
        List<Kind<?>> kinds = List.of(
                new Kind<>("counts", Aggregates.count(), true, random -> (long) random.nextInt(9)),
                new Kind<>("sums of longs", Aggregate.reducing(failing(Long::sum)), true, Random::nextLong),
                new Kind<>(
                        "sums of longs with an inverse",
                        Aggregate.reducing(failing(Long::sum), failing((all, leaving) -> all - leaving)),
                        true,
                        Random::nextLong),
                new Kind<>("sums of doubles", Aggregate.reducing(failing(Double::sum)), false, Random::nextDouble),
                new Kind<>("greatest longs", Aggregates.<Long>max(), true, Random::nextLong),
                new Kind<>("least longs", Aggregates.<Long>min(), true, GeneratedColumnsTest::extreme),
                new Kind<>("greatest doubles", Aggregates.<Double>max(), true, GeneratedColumnsTest::odd),
                new Kind<>("least doubles", Aggregates.<Double>min(), true, GeneratedColumnsTest::odd),
                new Kind<>("greatest texts", Aggregates.<String>max(), true, random -> "t" + random.nextInt(99)),
                new Kind<>(
                        "compensated sums",
                        compensated(),
                        false,
                        random -> new CompensatedSum(random.nextDouble(), 0)));
        return kinds.stream().flatMap(kind -> IntStream.of(LENGTHS).mapToObj(slices -> new Case(kind, slices)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void columnsHoldWhatIsInTheWindow(Case some) throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            new Run<>(some.kind, some.slices, new Random(seed)).run();
        }
    }

    /** A window and what is in it. */
    private static final class Run<A> {
        private final Kind<A> kind;
        private final int slices;
        private final Random random;
        private final TreeMap<Long, List<Partial<A>>> model = new TreeMap<>();
        private final List<StateChunk> stored = new ArrayList<>();
        private SlidingWindowTable<String, A> table;
        private long last;

        Run(Kind<A> kind, int slices, Random random) {
            this.kind = kind;
            this.slices = slices;
            this.random = random;
            this.table = new SlidingWindowTable<>(kind.aggregate, slices);
            this.last = random.nextInt(1_000) - 500;
        }

        void run() throws Exception {
            for (int batch = 0; batch < BATCHES; batch++) {
                List<String> before = content();
                long lastBefore = last;
                TreeMap<Long, List<Partial<A>>> modelBefore = copy();
                table.begin();
                if (takes()) {
                    table.commit();
                } else {
                    table.rollback();
                    assertThat(content()).as("after a rollback").isEqualTo(before);
                    last = lastBefore;
                    model.clear();
                    model.putAll(modelBefore);
                }
                requireModel();
                if (random.nextInt(4) == 0) {
                    replace();
                }
            }
        }

        private boolean takes() throws Exception {
            callsUntilFailure = random.nextInt(3) == 0 ? random.nextInt(200) : Integer.MAX_VALUE;
            try {
                for (int rounds = 1 + random.nextInt(3); rounds > 0; rounds--) {
                    slide();
                }
                return random.nextInt(6) > 0;
            } catch (Planted planted) {
                return false;
            } finally {
                callsUntilFailure = Integer.MAX_VALUE;
            }
        }

        private void slide() throws Exception {
            int[] steps = {0, 1, 1, 1, 1, 1, 2, random.nextInt(2 * slices + 2)};
            last += steps[random.nextInt(steps.length)];
            table.advance(last);
            for (String key : keys()) {
                A value = kind.partial.apply(random);
                table.add(last, key, StableHash.of(key), value);
                model.computeIfAbsent(last, slice -> new ArrayList<>()).add(new Partial<>(key, value));
            }
        }

        /** Now and then all of a few keys, in any order, or a burst, else a few of many. */
        private List<String> keys() {
            if (random.nextInt(20) == 0) {
                int from = random.nextInt(10_000);
                return IntStream.range(from, from + 200)
                        .mapToObj(key -> "b" + key)
                        .toList();
            }
            if (random.nextInt(3) == 0) {
                List<String> all = new ArrayList<>(
                        IntStream.range(0, 20).mapToObj(key -> "k" + key).toList());
                Collections.shuffle(all, random);
                return all;
            }
            return random.ints(random.nextInt(6), 0, 400)
                    .mapToObj(key -> "k" + key)
                    .toList();
        }

        /** A table that is restored takes the place of the other. */
        private void replace() throws Exception {
            boolean full = stored.isEmpty() || random.nextInt(4) == 0;
            stored.subList(0, full ? stored.size() : 0).clear();
            stored.addAll(Stored.of(table.capture(full)));
            List<String> before = content();
            SlidingWindowTable<String, A> anew = new SlidingWindowTable<>(kind.aggregate, slices);
            table = Stored.restore(anew, stored);
            assertThat(content()).as("restored").isEqualTo(before);
        }

        private void requireModel() throws Exception {
            model.headMap(last - slices, true).clear();
            Map<String, A> expected = new LinkedHashMap<>();
            for (List<Partial<A>> slice : model.values()) {
                for (Partial<A> partial : slice) {
                    A before = expected.get(partial.key);
                    expected.put(
                            partial.key, before == null ? partial.value : kind.aggregate.merge(before, partial.value));
                }
            }
            Map<String, A> actual = new LinkedHashMap<>();
            table.forEach((key, hash, value) -> actual.put(key, value));
            if (kind.exact) {
                assertThat(actual).isEqualTo(expected);
            } else {
                assertThat(actual.keySet()).isEqualTo(expected.keySet());
                actual.forEach(
                        (key, value) -> assertThat(number(value)).isCloseTo(number(expected.get(key)), within(1e-9)));
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }

        private List<String> content() throws Exception {
            List<String> content = new ArrayList<>();
            table.forEach((key, hash, value) -> content.add(key + "=" + value));
            table.forEachPartial((slice, key, hash, value) -> content.add(slice + " " + key + "=" + value));
            return content;
        }

        private TreeMap<Long, List<Partial<A>>> copy() {
            TreeMap<Long, List<Partial<A>>> copy = new TreeMap<>();
            model.forEach((slice, partials) -> copy.put(slice, new ArrayList<>(partials)));
            return copy;
        }
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    private static double number(Object value) {
        return value instanceof CompensatedSum sum ? sum.total() : (Double) value;
    }

    private static <A> BinaryOperator<A> failing(BinaryOperator<A> function) {
        return (left, right) -> {
            if (callsUntilFailure-- == 0) {
                throw new Planted();
            }
            return function.apply(left, right);
        };
    }

    private static Aggregate<Double, CompensatedSum, Double> compensated() {
        return Aggregate.of(
                () -> CompensatedSum.ZERO, CompensatedSum::plus, CompensatedSum::plus, CompensatedSum::total);
    }

    private static long extreme(Random random) {
        long[] numbers = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, random.nextLong()};
        return numbers[random.nextInt(numbers.length)];
    }

    private static double odd(Random random) {
        double[] numbers = {-0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, random.nextGaussian()};
        return numbers[random.nextInt(numbers.length)];
    }
}
