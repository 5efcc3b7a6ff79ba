package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Partitioner;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import java.util.ArrayList;
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

    /** The values of each key as a list, in the order of the records. */
    public static <K, V> PlanNode<KeyValue<K, List<V>>> groupByKey(
            PlanNode<KeyValue<K, V>> node, Partitioner partitioner, Origin origin) {
        return combineByKey(node, grouping(), partitioner, origin);
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

    /**
     * The values of each key on every side.
     *
     * @param sides streams of pairs with keys of type K
     * @return for each key that some side has, one list of values for each side, in the order of the sides
     */
    public static <K> PlanNode<KeyValue<K, List<List<Object>>>> cogroup(
            List<? extends PlanNode<? extends KeyValue<K, ?>>> sides, Partitioner partitioner, Origin origin) {
        List<PlanNode<?>> placed = new ArrayList<>();
        for (PlanNode<? extends KeyValue<K, ?>> side : sides) {
            placed.add(partitionBy(pairs(side), partitioner, origin));
        }
        return new Zip<>(placed, new CogroupStep<K>(placed.size()), partitioner, origin);
    }

    /** Every pair of values that two sides have for a key, as {@code kind} says for keys that one side lacks. */
    public static <K, V, W> PlanNode<KeyValue<K, Pair<Optional<V>, Optional<W>>>> join(
            PlanNode<KeyValue<K, V>> left,
            PlanNode<KeyValue<K, W>> right,
            JoinKind kind,
            Partitioner partitioner,
            Origin origin) {
        PlanNode<KeyValue<K, List<List<Object>>>> groups = cogroup(List.of(left, right), partitioner, origin);
        return new Narrow<>(groups, new JoinStep<K, V, W>(kind), true, origin);
    }

    /** Gathers values in a list. */
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
                true);
    }

    @SuppressWarnings("unchecked") // a node of pairs can be read as one of pairs with values of any type
    private static <K> PlanNode<KeyValue<K, Object>> pairs(PlanNode<? extends KeyValue<K, ?>> side) {
        return (PlanNode<KeyValue<K, Object>>) side;
    }
}
