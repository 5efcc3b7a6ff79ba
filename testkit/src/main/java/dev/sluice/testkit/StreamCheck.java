package dev.sluice.testkit;

import dev.sluice.AnyStream;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Tables of batches: what a stream takes in, batch by batch, and what must come out. Meant to be imported statically.
 *
 * <pre>{@code
 * check(batches(batch(1, 2), batch(), batch(3)), numbers -> numbers.map(n -> n * 10))
 *         .gives(batch(10, 20), batch(), batch(30));
 * }</pre>
 */
public final class StreamCheck {
    private StreamCheck() {}

    /** Batches that a stream takes in. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Batches<T> batches(List<T>... batches) {
        return Batches.of(batches);
    }

    /** The records of one batch. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<T> batch(T... records) {
        return List.of(records);
    }

    /**
     * Says that nothing comes out in a batch, because it ends no slide of the stream; outputs are not called. An empty
     * {@link #batch} on the other hand says that outputs are called with no records.
     */
    public static <T> List<T> nothing() {
        return Nothing.list();
    }

    /** A record with a key. */
    public static <K, V> KeyValue<K, V> kv(K key, V value) {
        return KeyValue.of(key, value);
    }

    /** A check of what a program makes of a stream. */
    public static <T, U> Check<U> check(Batches<T> input, Function<DStream<T>, AnyStream<U, ?, ?>> program) {
        return check(tester -> program.apply(tester.input(input)));
    }

    /** A check of what a program makes of two streams. */
    public static <T, U, R> Check<R> check(
            Batches<T> left, Batches<U> right, BiFunction<DStream<T>, DStream<U>, AnyStream<R, ?, ?>> program) {
        return check(tester -> program.apply(tester.input(left), tester.input(right)));
    }

    /** A check of what a program makes of a stream with keys. */
    public static <K, V, U> Check<U> checkPairs(
            Batches<KeyValue<K, V>> input, Function<PairDStream<K, V>, AnyStream<U, ?, ?>> program) {
        return check(tester -> program.apply(tester.pairInput(input)));
    }

    /** A check of what a program makes of two streams with keys. */
    public static <K, V, L, W, U> Check<U> checkPairs(
            Batches<KeyValue<K, V>> left,
            Batches<KeyValue<L, W>> right,
            BiFunction<PairDStream<K, V>, PairDStream<L, W>, AnyStream<U, ?, ?>> program) {
        return check(tester -> program.apply(tester.pairInput(left), tester.pairInput(right)));
    }

    /** A check of the stream that a program defines on a tester. */
    public static <U> Check<U> check(Function<StreamTester, AnyStream<U, ?, ?>> program) {
        return new Check<>(program);
    }
}
