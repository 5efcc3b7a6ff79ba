package dev.sluice.rdd;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.util.List;
import java.util.Map;

/**
 * What a {@link PairRdd} makes of the values of each key. Where the program names neither a number of partitions nor a
 * partitioner, the data stays placed as it is, or is placed by hash in the engine's default number of partitions.
 */
abstract sealed class PairAggregations<K, V> extends Rdd<KeyValue<K, V>> permits PairJoins {
    PairAggregations(RddContext context, PlanNode<KeyValue<K, V>> plan) {
        super(context, plan);
    }

    /** The values of each key reduced to one, from left to right. */
    public PairRdd<K, V> reduceByKey(BinaryOperator<V> function) {
        return reduceByKey(function, placement());
    }

    /** As {@link #reduceByKey(BinaryOperator)}, into a number of partitions. */
    public PairRdd<K, V> reduceByKey(BinaryOperator<V> function, int partitions) {
        return reduceByKey(function, Call.hash("reduceByKey", partitions));
    }

    /** As {@link #reduceByKey(BinaryOperator)}, placed by a partitioner. */
    public PairRdd<K, V> reduceByKey(BinaryOperator<V> function, Partitioner partitioner) {
        Origin origin = Call.here("reduceByKey", function, partitioner);
        return pairs(KeyedPlans.reduceByKey(plan(), function, partitioner, origin));
    }

    /** The values of each key as a list that nobody can change, in the order of the records. */
    public PairRdd<K, List<V>> groupByKey() {
        return groupByKey(placement());
    }

    /** As {@link #groupByKey()}, into a number of partitions. */
    public PairRdd<K, List<V>> groupByKey(int partitions) {
        return groupByKey(Call.hash("groupByKey", partitions));
    }

    /** As {@link #groupByKey()}, placed by a partitioner. */
    public PairRdd<K, List<V>> groupByKey(Partitioner partitioner) {
        Origin origin = Call.here("groupByKey", partitioner);
        return pairs(KeyedPlans.groupByKey(plan(), partitioner, origin));
    }

    /**
     * The values of each key combined into one value of another type.
     *
     * @param create makes the combined value of a first value
     * @param add takes one more value in; may change its first argument
     * @param merge joins two combined values, the left one of earlier records; may change its first argument
     */
    public <C> PairRdd<K, C> combineByKey(Function<V, C> create, BiFunction<C, V, C> add, BinaryOperator<C> merge) {
        return combineByKey(create, add, merge, placement());
    }

    /** As {@link #combineByKey(Function, BiFunction, BinaryOperator)}, into a number of partitions. */
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, BiFunction<C, V, C> add, BinaryOperator<C> merge, int partitions) {
        return combineByKey(create, add, merge, Call.hash("combineByKey", partitions));
    }

    /** As {@link #combineByKey(Function, BiFunction, BinaryOperator)}, placed by a partitioner. */
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, BiFunction<C, V, C> add, BinaryOperator<C> merge, Partitioner partitioner) {
        return combineByKey(create, add, merge, partitioner, true);
    }

    /**
     * As {@link #combineByKey(Function, BiFunction, BinaryOperator)}, placed by a partitioner.
     *
     * @param mapSide whether values are combined before they are exchanged too, which pays where keys repeat
     */
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create,
            BiFunction<C, V, C> add,
            BinaryOperator<C> merge,
            Partitioner partitioner,
            boolean mapSide) {
        Origin origin = Call.here("combineByKey", create, add, merge, partitioner);
        Combiner<V, C> combiner = new Combiner<>(create, add, merge, mapSide);
        return pairs(KeyedPlans.combineByKey(plan(), combiner, partitioner, origin));
    }

    /**
     * The values of each key folded into a value of another type.
     *
     * @param zero the value of nothing, made anew wherever a fold begins; may be mutable
     * @param add takes one more value in; may change its first argument
     * @param merge joins two folded values, the left one of earlier records; may change its first argument
     */
    public <A> PairRdd<K, A> aggregateByKey(Supplier<A> zero, BiFunction<A, V, A> add, BinaryOperator<A> merge) {
        return aggregateByKey(zero, add, merge, placement());
    }

    /** As {@link #aggregateByKey(Supplier, BiFunction, BinaryOperator)}, into a number of partitions. */
    public <A> PairRdd<K, A> aggregateByKey(
            Supplier<A> zero, BiFunction<A, V, A> add, BinaryOperator<A> merge, int partitions) {
        return aggregateByKey(zero, add, merge, Call.hash("aggregateByKey", partitions));
    }

    /** As {@link #aggregateByKey(Supplier, BiFunction, BinaryOperator)}, placed by a partitioner. */
    public <A> PairRdd<K, A> aggregateByKey(
            Supplier<A> zero, BiFunction<A, V, A> add, BinaryOperator<A> merge, Partitioner partitioner) {
        Origin origin = Call.here("aggregateByKey", zero, add, merge, partitioner);
        Combiner<V, A> combiner = new Combiner<>(value -> add.apply(zero.get(), value), add, merge, true);
        return pairs(KeyedPlans.combineByKey(plan(), combiner, partitioner, origin));
    }

    /**
     * The values of each key reduced to one, beginning with a value for nothing.
     *
     * @param zero taken once for each key, before its first value
     */
    public PairRdd<K, V> foldByKey(V zero, BinaryOperator<V> function) {
        return foldByKey(zero, function, placement());
    }

    /** As {@link #foldByKey(Object, BinaryOperator)}, into a number of partitions. */
    public PairRdd<K, V> foldByKey(V zero, BinaryOperator<V> function, int partitions) {
        return foldByKey(zero, function, Call.hash("foldByKey", partitions));
    }

    /** As {@link #foldByKey(Object, BinaryOperator)}, placed by a partitioner. */
    public PairRdd<K, V> foldByKey(V zero, BinaryOperator<V> function, Partitioner partitioner) {
        Origin origin = Call.here("foldByKey", zero, function, partitioner);
        PlanNode<KeyValue<K, V>> reduced = KeyedPlans.reduceByKey(plan(), function, partitioner, origin);
        return pairs(KeyedPlans.mapValues(reduced, value -> function.apply(zero, value), origin));
    }

    /** The values of each key reduced to one, as a map in the program. */
    public Map<K, V> reduceByKeyLocally(BinaryOperator<V> function) {
        Origin origin = Call.here("reduceByKeyLocally", function);
        return toMap(KeyedPlans.reduceByKey(plan(), function, placement(), origin));
    }

    /** How many pairs each key has. */
    public Map<K, Long> countByKey() {
        Origin origin = Call.here("countByKey");
        PlanNode<KeyValue<K, Long>> ones = KeyedPlans.mapValues(plan(), value -> 1L, origin);
        return toMap(KeyedPlans.reduceByKey(ones, Long::sum, placement(), origin));
    }

    /** The pairs placed by a partitioner; nothing moves where they are placed so already. */
    public PairRdd<K, V> partitionBy(Partitioner partitioner) {
        Origin origin = Call.here("partitionBy", partitioner);
        return pairs(KeyedPlans.partitionBy(plan(), partitioner, origin));
    }

    private Partitioner placement() {
        return context().placement(plan());
    }
}
