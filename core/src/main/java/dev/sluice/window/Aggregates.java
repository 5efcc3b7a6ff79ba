package dev.sluice.window;

import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.function.Comparator;
import dev.sluice.function.Function;
import dev.sluice.function.ToDoubleFunction;
import dev.sluice.function.ToLongFunction;
import java.util.List;

/**
 * Ready-made aggregates. {@code count}, {@code sumLong}, {@code last}, {@code toList} and {@code distinctCount} have an
 * exact inverse; so have combinations of only those. Aggregates of doubles have none, because what rounding adds no
 * subtraction takes away again.
 */
public final class Aggregates {
    private Aggregates() {}

    /** The number of records. */
    public static <T> Aggregate<T, Long, Long> count() {
        return sumLong(record -> 1);
    }

    /** The sum of a whole number of each record; wraps around beyond 64 bits, as {@code long} does. */
    public static <T> Aggregate<T, Long, Long> sumLong(ToLongFunction<? super T> number) {
        return new Composed<>(
                () -> 0L,
                (sum, value) -> sum + number.applyAsLong(value),
                Long::sum,
                sum -> sum,
                (sum, leaving) -> sum - leaving,
                new LongCells<T>(number));
    }

    /**
     * The sum of a double of each record, by compensated summation: its error does not grow with the number of records.
     * Has no inverse.
     */
    public static <T> Aggregate<T, ?, Double> sumDouble(ToDoubleFunction<? super T> number) {
        return Aggregates.<T>compensated(number).andThen(CompensatedSum::total);
    }

    /** The mean of a number of each record; NaN of no records. Has no inverse. */
    public static <T> Aggregate<T, ?, Double> average(ToDoubleFunction<? super T> number) {
        return all(Aggregates.<T>compensated(number), Aggregates.<T>count())
                .andThen(sumAndCount -> sumAndCount.first().total() / sumAndCount.second());
    }

    /** The variance of a number of each record, as of a whole population; NaN of no records. Has no inverse. */
    public static <T> Aggregate<T, ?, Double> variance(ToDoubleFunction<? super T> number) {
        return Aggregates.<T>moments(number).andThen(Moments::variance);
    }

    /** The standard deviation of a number of each record, as of a whole population; NaN of no records. Has no inverse. */
    public static <T> Aggregate<T, ?, Double> standardDeviation(ToDoubleFunction<? super T> number) {
        return Aggregates.<T>moments(number).andThen(moments -> Math.sqrt(moments.variance()));
    }

    /** The least record, the earliest of equal ones; null of no records. */
    public static <T> Aggregate<T, T, T> min(Comparator<? super T> order) {
        return Aggregate.reducing(new Extreme<T>(order, false));
    }

    /** The least record in its natural order, the earliest of equal ones; null of no records. */
    public static <T extends Comparable<? super T>> Aggregate<T, T, T> min() {
        return min(Comparator.<T>naturalOrder());
    }

    /** The greatest record, the earliest of equal ones; null of no records. */
    public static <T> Aggregate<T, T, T> max(Comparator<? super T> order) {
        return Aggregate.reducing(new Extreme<T>(order, true));
    }

    /** The greatest record in its natural order, the earliest of equal ones; null of no records. */
    public static <T extends Comparable<? super T>> Aggregate<T, T, T> max() {
        return max(Comparator.<T>naturalOrder());
    }

    /** The record whose key is least, the earliest of equal ones; null of no records. */
    public static <T, C extends Comparable<? super C>> Aggregate<T, T, T> minBy(Function<? super T, ? extends C> key) {
        return min(Comparator.<T, C>comparing(key));
    }

    /** The record whose key is greatest, the earliest of equal ones; null of no records. */
    public static <T, C extends Comparable<? super C>> Aggregate<T, T, T> maxBy(Function<? super T, ? extends C> key) {
        return max(Comparator.<T, C>comparing(key));
    }

    /** The k greatest records, the greatest first, of equal ones the earlier first; k is at least 1. */
    public static <T> Aggregate<T, ?, List<T>> topK(int k, Comparator<? super T> order) {
        return new TopK<T>(k, order);
    }

    /** The k greatest records in their natural order, the greatest first; k is at least 1. */
    public static <T extends Comparable<? super T>> Aggregate<T, ?, List<T>> topK(int k) {
        return topK(k, Comparator.<T>naturalOrder());
    }

    /** The earliest record; null of no records. */
    public static <T> Aggregate<T, T, T> first() {
        return Aggregate.reducing((earlier, later) -> earlier);
    }

    /** The latest record; null of no records. */
    public static <T> Aggregate<T, T, T> last() {
        return Aggregate.reducing((earlier, later) -> later, (all, leaving) -> all);
    }

    /** The number of different records, exactly; holds each of them once. */
    public static <T> Aggregate<T, ?, Long> distinctCount() {
        return Aggregate.<T, Tally<T>, Long>of(Tally::empty, Tally::plus, Tally::plus, Tally::distinct, Tally::minus);
    }

    /** All records in their order, as an unmodifiable list. */
    public static <T> Aggregate<T, ?, List<T>> toList() {
        return Aggregate.<T, GrowingList<T>, List<T>>of(
                GrowingList::empty,
                GrowingList::plus,
                GrowingList::plusAll,
                GrowingList::toList,
                (all, leaving) -> all.without(leaving.size()));
    }

    /** An aggregate of something that each record has: {@code mapping(Trade::symbol, distinctCount())}. */
    public static <T, U, A, R> Aggregate<T, A, R> mapping(
            Function<? super T, ? extends U> function, Aggregate<U, A, R> aggregate) {
        return new Composed<>(
                aggregate::zero,
                (accumulator, value) -> aggregate.add(accumulator, function.apply(value)),
                aggregate::merge,
                aggregate::finish,
                aggregate.invertible() ? aggregate::subtract : null,
                mapped(function, aggregate.cells()));
    }

    private static <T, U, C, A> Cells<T, C, A> mapped(Function<? super T, ? extends U> function, Cells<U, C, A> cells) {
        return new MappedCells<>(function, cells);
    }

    /** Two aggregates in one pass. */
    @SuppressWarnings("unchecked") // the results come in the order of the aggregates
    public static <T, R, S> Aggregate<T, ?, Pair<R, S>> all(
            Aggregate<? super T, ?, ? extends R> first, Aggregate<? super T, ?, ? extends S> second) {
        return Several.<T, Object>of(List.of(first, second))
                .andThen(results -> Pair.of((R) results.get(0), (S) results.get(1)));
    }

    /** Three aggregates in one pass. */
    @SuppressWarnings("unchecked") // the results come in the order of the aggregates
    public static <T, R, S, U> Aggregate<T, ?, Triple<R, S, U>> all(
            Aggregate<? super T, ?, ? extends R> first,
            Aggregate<? super T, ?, ? extends S> second,
            Aggregate<? super T, ?, ? extends U> third) {
        return Several.<T, Object>of(List.of(first, second, third))
                .andThen(results -> new Triple<>((R) results.get(0), (S) results.get(1), (U) results.get(2)));
    }

    /** Any number of aggregates in one pass; the results come in the order of the aggregates. */
    public static <T, R> Aggregate<T, ?, List<R>> all(List<? extends Aggregate<? super T, ?, ? extends R>> aggregates) {
        return Several.<T, R>of(aggregates);
    }

    private static <T> Aggregate<T, CompensatedSum, CompensatedSum> compensated(ToDoubleFunction<? super T> number) {
        return new Composed<>(
                () -> CompensatedSum.ZERO,
                (sum, value) -> sum.plus(number.applyAsDouble(value)),
                CompensatedSum::plus,
                sum -> sum,
                null,
                new CompensatedCells<T>(number));
    }

    private static <T> Aggregate<T, Moments, Moments> moments(ToDoubleFunction<? super T> number) {
        return Aggregate.of(
                () -> Moments.NONE,
                (moments, value) -> moments.plus(number.applyAsDouble(value)),
                Moments::plus,
                moments -> moments);
    }
}
