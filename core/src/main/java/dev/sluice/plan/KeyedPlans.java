package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Partitioner;
import dev.sluice.data.Triple;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Builds the operations on key-value pairs from plan nodes. */
public final class KeyedPlans {
    private KeyedPlans() {}

    /** The pairs placed by key; the node itself where it is placed so already. */
    public static <K, V> PlanNode<KeyValue<K, V>> partitionBy(
            PlanNode<KeyValue<K, V>> node, Partitioner partitioner, Origin origin) {
        return partitioner.equals(node.partitioner()) ? node : new Shuffle<>(node, partitioner, null, origin);
    }

    /** The values of each key combined. */
    public static <K, V, C> PlanNode<KeyValue<K, C>> combineByKey(
            PlanNode<KeyValue<K, V>> node, Combiner<V, C> combiner, Partitioner partitioner, Origin origin) {
        return new Shuffle<>(node, partitioner, combiner, origin);
    }

    /** The values of each key reduced to one. */
    public static <K, V> PlanNode<KeyValue<K, V>> reduceByKey(
            PlanNode<KeyValue<K, V>> node, BinaryOperator<V> function, Partitioner partitioner, Origin origin) {
        return combineByKey(node, new Combiner<>(value -> value, function, function, true), partitioner, origin);
    }

    /** The values of each key as a list that nobody can change, in the order of the records. */
    public static <K, V> PlanNode<KeyValue<K, List<V>>> groupByKey(
            PlanNode<KeyValue<K, V>> node, Partitioner partitioner, Origin origin) {
        PlanNode<KeyValue<K, List<V>>> groups = combineByKey(node, grouping(), partitioner, origin);
        return mapValues(groups, Collections::unmodifiableList, origin);
    }

    /** Another value for each pair; keys stay where they are. */
    public static <K, V, W> PlanNode<KeyValue<K, W>> mapValues(
            PlanNode<KeyValue<K, V>> node, Function<V, W> function, Origin origin) {
        return new Narrow<>(node, new MapValuesStep<>(function), true, origin);
    }

    /** Any number of values for each pair; keys stay where they are. */
    public static <K, V, W> PlanNode<KeyValue<K, W>> flatMapValues(
            PlanNode<KeyValue<K, V>> node, Function<V, ? extends Iterable<? extends W>> function, Origin origin) {
        Function<KeyValue<K, V>, Iterable<KeyValue<K, W>>> expand = record -> {
            List<KeyValue<K, W>> expanded = new ArrayList<>();
            function.apply(record.value()).forEach(value -> expanded.add(KeyValue.of(record.key(), value)));
            return expanded;
        };
        return new Narrow<>(node, new FlatMapStep<>(expand), true, origin);
    }

    /** The values alone. */
    public static <K, V> PlanNode<V> values(PlanNode<KeyValue<K, V>> node, Origin origin) {
        return Plans.map(node, KeyValue::value, origin);
    }

    /** The keys alone. */
    public static <K, V> PlanNode<K> keys(PlanNode<KeyValue<K, V>> node, Origin origin) {
        return Plans.map(node, KeyValue::key, origin);
    }

    /** Every pair of values that both sides have for a key. */
    public static <K, V, W> PlanNode<KeyValue<K, Pair<V, W>>> join(
            PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin) {
        return joined(left, right, JoinKind.INNER, partitioner, origin);
    }

    /** As {@link #join}, and the left side's values of keys that the right side lacks. */
    public static <K, V, W> PlanNode<KeyValue<K, Pair<V, Optional<W>>>> leftOuterJoin(
            PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin) {
        return joined(left, right, JoinKind.LEFT_OUTER, partitioner, origin);
    }

    /** As {@link #join}, and the right side's values of keys that the left side lacks. */
    public static <K, V, W> PlanNode<KeyValue<K, Pair<Optional<V>, W>>> rightOuterJoin(
            PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin) {
        return joined(left, right, JoinKind.RIGHT_OUTER, partitioner, origin);
    }

    /** As {@link #join}, and the values of keys that either side lacks. */
    public static <K, V, W> PlanNode<KeyValue<K, Pair<Optional<V>, Optional<W>>>> fullOuterJoin(
            PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin) {
        return joined(left, right, JoinKind.FULL_OUTER, partitioner, origin);
    }

    private static <K, V, W, R extends Pair<?, ?>> PlanNode<KeyValue<K, R>> joined(
            PlanNode<KeyValue<K, V>> left,
            PlanNode<KeyValue<K, W>> right,
            JoinKind kind,
            Partitioner partitioner,
            Origin origin) {
        List<PlanNode<?>> sides =
                List.of(partitionBy(right, partitioner, origin), partitionBy(left, partitioner, origin));
        return new Zip<>(sides, new JoinStep<K, R>(kind), partitioner, origin);
    }

    /** The values of each key that either side has, as lists that nobody can change. */
    @SuppressWarnings("unchecked") // the lists hold what the sides hold
    public static <K, V, W> PlanNode<KeyValue<K, Pair<List<V>, List<W>>>> cogroup2(
            PlanNode<KeyValue<K, V>> first, PlanNode<KeyValue<K, W>> second, Partitioner partitioner, Origin origin) {
        List<PlanNode<?>> sides =
                List.of(partitionBy(first, partitioner, origin), partitionBy(second, partitioner, origin));
        CogroupStep.Shape<Pair<List<V>, List<W>>> pair =
                lists -> Pair.of((List<V>) lists.get(0), (List<W>) lists.get(1));
        return new Zip<>(sides, new CogroupStep<K, Pair<List<V>, List<W>>>(2, pair), partitioner, origin);
    }

    /** The values of each key that any side has, as lists that nobody can change. */
    @SuppressWarnings("unchecked") // the lists hold what the sides hold
    public static <K, V, W, X> PlanNode<KeyValue<K, Triple<List<V>, List<W>, List<X>>>> cogroup3(
            PlanNode<KeyValue<K, V>> first,
            PlanNode<KeyValue<K, W>> second,
            PlanNode<KeyValue<K, X>> third,
            Partitioner partitioner,
            Origin origin) {
        List<PlanNode<?>> sides = List.of(
                partitionBy(first, partitioner, origin),
                partitionBy(second, partitioner, origin),
                partitionBy(third, partitioner, origin));
        CogroupStep.Shape<Triple<List<V>, List<W>, List<X>>> triple =
                lists -> new Triple<>((List<V>) lists.get(0), (List<W>) lists.get(1), (List<X>) lists.get(2));
        return new Zip<>(sides, new CogroupStep<K, Triple<List<V>, List<W>, List<X>>>(3, triple), partitioner, origin);
    }

    /** The pairs of the left side whose key the right side does not have. */
    public static <K, V, W> PlanNode<KeyValue<K, V>> subtractByKey(
            PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin) {
        List<PlanNode<?>> sides =
                List.of(partitionBy(right, partitioner, origin), partitionBy(left, partitioner, origin));
        return new Zip<>(sides, new SubtractStep<K, V>(), partitioner, origin);
    }

    /**
     * Gathers values in a list, which changes while it is gathered: show programs an unmodifiable view of it. Not
     * combined before the exchange, where it would save nothing.
     */
    public static <V> Combiner<V, List<V>> grouping() {
        return new Combiner<>(
                value -> {
                    List<V> values = new ArrayList<>(4);
                    values.add(value);
                    return values;
                },
                (values, value) -> {
                    values.add(value);
                    return values;
                },
                (left, right) -> {
                    left.addAll(right);
                    return left;
                },
                false);
    }
}
