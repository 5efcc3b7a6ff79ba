package dev.sluice.window;

import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import java.io.Serializable;

/**
 * How many records become one result: records are added to accumulators, accumulators are merged, and the last one is
 * finished. Ready-made ones are in {@link Aggregates}.
 *
 * <p>Accumulators are immutable values: every method returns a new one, or one it was given, and leaves its arguments as
 * they are, also when it throws. They are kept in windows and shared between them, so an aggregate that changes one in
 * place makes windows wrong.
 *
 * <p>The laws: {@code merge} is associative, {@code zero} changes nothing when merged from either side, and adding a
 * record equals merging an accumulator of that record alone from the right. It need not be commutative: accumulators are
 * always merged in the order of their records, the left one holding the earlier. An accumulator that a record was added
 * to is never null; {@code zero} may be null.
 *
 * <p>Instances are shared by threads and must be free of state.
 *
 * @param <T> the type of the records
 * @param <A> the type of the accumulators, which a stored window keeps
 * @param <R> the type of the results
 */
public interface Aggregate<T, A, R> extends Serializable {
    /** The accumulator of no records. */
    A zero() throws Exception;

    /** The accumulator of the records in {@code accumulator} and of {@code value} after them. */
    A add(A accumulator, T value) throws Exception;

    /** The accumulator of the records on the left and of those on the right after them. */
    A merge(A left, A right) throws Exception;

    /** The result of an accumulator. Of {@code zero()} it may be null, where no records have no result. */
    R finish(A accumulator) throws Exception;

    /** Whether {@link #subtract} works; a sliding window then needs two thirds of the memory and about half the time. */
    default boolean invertible() {
        return false;
    }

    /**
     * Takes the oldest records out of an accumulator; some always remain.
     *
     * <p>Must be exact: {@code subtract(merge(a, b), a)} equals {@code b}. Sums of floating point numbers are not.
     *
     * @param accumulator the accumulator of all records
     * @param leaving the accumulator of the oldest of them
     */
    default A subtract(A accumulator, A leaving) throws Exception {
        throw new UnsupportedOperationException(
                "this aggregate has no inverse, so nothing can be subtracted: ask invertible() first");
    }

    /**
     * What adds up the records of one batch in place; accumulators come of it where batches or partitions meet. Without a
     * form of one's own each record makes a new accumulator.
     */
    default Cells<T, ?, A> cells() {
        return new HeldAccumulators<>(this);
    }

    /** The same aggregate with its result turned into another. */
    default <S> Aggregate<T, A, S> andThen(Function<? super R, ? extends S> function) {
        return new Composed<>(
                this::zero,
                this::add,
                this::merge,
                accumulator -> function.apply(finish(accumulator)),
                invertible() ? this::subtract : null,
                cells());
    }

    /** An aggregate of functions, without an inverse. */
    static <T, A, R> Aggregate<T, A, R> of(
            Supplier<A> zero, BiFunction<A, T, A> add, BinaryOperator<A> merge, Function<A, R> finish) {
        return new Composed<>(zero, add, merge, finish, null, null);
    }

    /** An aggregate of functions with an exact inverse: {@code subtract} takes (all, the oldest of them). */
    static <T, A, R> Aggregate<T, A, R> of(
            Supplier<A> zero,
            BiFunction<A, T, A> add,
            BinaryOperator<A> merge,
            Function<A, R> finish,
            BinaryOperator<A> subtract) {
        return new Composed<>(zero, add, merge, finish, subtract, null);
    }

    /** The records reduced to one by an associative function; the result of no records is null. */
    static <T> Aggregate<T, T, T> reducing(BinaryOperator<T> function) {
        return new Reducing<>(function, null);
    }

    /**
     * The records reduced to one by an associative function with an exact inverse, for example
     * {@code reducing(Long::sum, (all, leaving) -> all - leaving)}; the result of no records is null.
     */
    static <T> Aggregate<T, T, T> reducing(BinaryOperator<T> function, BinaryOperator<T> inverse) {
        return new Reducing<>(function, inverse);
    }
}
