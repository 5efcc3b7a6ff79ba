package dev.sluice.conformance.operator;

import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Check;
import dev.sluice.testkit.StreamCheck;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables of batches that must hold however the input is spread over partitions, and whether operators share their code or
 * have copies of it from the first record on.
 */
abstract class OperatorTable {
    private static final List<Integer> PARTITIONS = List.of(1, 3);
    private static final String COPY_AFTER = "sluice.local.copyAfter";

    /** The same table on several layouts of its input. */
    record OnEveryLayout<U>(List<Check<U>> checks) {
        OnEveryLayout<U> inAnyOrder() {
            return each(Check::inAnyOrder);
        }

        OnEveryLayout<U> inOrder() {
            return each(Check::inOrder);
        }

        OnEveryLayout<U> with(UnaryOperator<Builder> settings) {
            return each(check -> check.with(settings));
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        final void gives(List<U>... expected) {
            gives(Arrays.asList(expected));
        }

        void gives(List<? extends List<U>> expected) {
            for (int layout = 0; layout < checks.size(); layout++) {
                System.setProperty(COPY_AFTER, layout == 0 ? "never" : "0");
                try {
                    checks.get(layout).gives(expected);
                } finally {
                    System.clearProperty(COPY_AFTER);
                }
            }
        }

        private OnEveryLayout<U> each(UnaryOperator<Check<U>> change) {
            return new OnEveryLayout<>(checks.stream().map(change).toList());
        }
    }

    static <T, U> OnEveryLayout<U> check(Batches<T> input, Function<DStream<T>, AnyStream<U, ?, ?>> program) {
        return layouts()
                .map(n -> StreamCheck.check(input.inPartitions(n), program))
                .collect(all());
    }

    static <T, U, R> OnEveryLayout<R> check(
            Batches<T> left, Batches<U> right, BiFunction<DStream<T>, DStream<U>, AnyStream<R, ?, ?>> program) {
        return layouts()
                .map(n -> StreamCheck.check(left.inPartitions(n), right.inPartitions(n), program))
                .collect(all());
    }

    static <K, V, U> OnEveryLayout<U> checkPairs(
            Batches<KeyValue<K, V>> input, Function<PairDStream<K, V>, AnyStream<U, ?, ?>> program) {
        return layouts()
                .map(n -> StreamCheck.checkPairs(input.inPartitions(n), program))
                .collect(all());
    }

    static <K, V, L, W, U> OnEveryLayout<U> checkPairs(
            Batches<KeyValue<K, V>> left,
            Batches<KeyValue<L, W>> right,
            BiFunction<PairDStream<K, V>, PairDStream<L, W>, AnyStream<U, ?, ?>> program) {
        return layouts()
                .map(n -> StreamCheck.checkPairs(left.inPartitions(n), right.inPartitions(n), program))
                .collect(all());
    }

    static <U> Check<U> check(Function<StreamTester, AnyStream<U, ?, ?>> program) {
        return StreamCheck.check(program);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Batches<T> batches(List<T>... batches) {
        return StreamCheck.batches(batches);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> List<T> batch(T... records) {
        return StreamCheck.batch(records);
    }

    static <T> List<T> nothing() {
        return StreamCheck.nothing();
    }

    static <K, V> KeyValue<K, V> kv(K key, V value) {
        return StreamCheck.kv(key, value);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Stream<Integer> layouts() {
        return PARTITIONS.stream();
    }

    private static <U> Collector<Check<U>, ?, OnEveryLayout<U>> all() {
        return Collectors.collectingAndThen(Collectors.toList(), OnEveryLayout<U>::new);
    }
}
