package dev.sluice.rdd;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.data.StorageLevel;
import dev.sluice.function.Comparator;
import dev.sluice.function.Function;
import dev.sluice.function.Predicate;
import dev.sluice.plan.KeyHash;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.OrderPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.util.List;
import java.util.Map;

/**
 * An {@link Rdd} of key-value pairs. Keys must be fit to be placed: neither null, nor arrays, nor objects with identity
 * as their hash; the failure names the operator.
 */
public final class PairRdd<K, V> extends PairJoins<K, V> {
    PairRdd(RddContext context, PlanNode<KeyValue<K, V>> plan) {
        super(context, plan);
    }

    /** The same data, with the operations that keys allow. */
    public static <K, V> PairRdd<K, V> of(Rdd<KeyValue<K, V>> pairs) {
        return pairs instanceof PairRdd<K, V> same ? same : new PairRdd<>(pairs.context(), pairs.plan());
    }

    /** Another value for each pair; keys stay where they are. */
    public <W> PairRdd<K, W> mapValues(Function<V, W> function) {
        return pairs(KeyedPlans.mapValues(plan(), function, Call.here("mapValues", function)));
    }

    /** Any number of values for each pair; keys stay where they are. */
    public <W> PairRdd<K, W> flatMapValues(Function<V, ? extends Iterable<? extends W>> function) {
        return pairs(KeyedPlans.<K, V, W>flatMapValues(plan(), function, Call.here("flatMapValues", function)));
    }

    /** The keys alone. */
    public Rdd<K> keys() {
        return of(context(), KeyedPlans.keys(plan(), Call.here("keys")));
    }

    /** The values alone. */
    public Rdd<V> values() {
        return of(context(), KeyedPlans.values(plan(), Call.here("values")));
    }

    /** The pairs in the natural order of their keys; pairs with equal keys stay in their order. Reads the data twice. */
    public PairRdd<K, V> sortByKey() {
        return sortByKey(true);
    }

    /** As {@link #sortByKey()}, rising or falling. */
    public PairRdd<K, V> sortByKey(boolean ascending) {
        return sortByKey(ascending, sortPartitions());
    }

    /** As {@link #sortByKey()}, rising or falling, into a number of partitions, of which the last may be empty. */
    public PairRdd<K, V> sortByKey(boolean ascending, int partitions) {
        Comparator<K> order = NaturalOrder.of();
        return sortByKey(ascending ? order : order.reversed(), partitions);
    }

    /** As {@link #sortByKey()}, by an order of the program. */
    public PairRdd<K, V> sortByKey(Comparator<? super K> order) {
        return sortByKey(order, sortPartitions());
    }

    /** As {@link #sortByKey(Comparator)}, into a number of partitions, of which the last may be empty. */
    public PairRdd<K, V> sortByKey(Comparator<? super K> order, int partitions) {
        Origin origin = Call.here("sortByKey", order);
        return pairs(OrderPlans.sortByKey(plan(), order, Call.partitions(partitions, origin), origin));
    }

    /** The values of a key; only one partition is read where the pairs are placed by key. */
    public List<V> lookup(K key) {
        Origin origin = Origin.here("lookup");
        int hash = KeyHash.of(key, origin);
        PlanNode<V> values = KeyedPlans.values(Plans.filter(plan(), pair -> key.equals(pair.key()), origin), origin);
        Partitioner partitioner = plan().partitioner();
        return partitioner == null ? collected(values) : collected(values, partitioner.partition(key, hash));
    }

    /** The pairs as a map; of pairs with equal keys the last. The map belongs to the caller. */
    public Map<K, V> collectAsMap() {
        return toMap(plan());
    }

    @Override
    public PairRdd<K, V> filter(Predicate<KeyValue<K, V>> predicate) {
        return of(super.filter(predicate));
    }

    @Override
    public PairRdd<K, V> union(Rdd<KeyValue<K, V>> other) {
        return of(super.union(other));
    }

    @Override
    public PairRdd<K, V> distinct() {
        return of(super.distinct());
    }

    @Override
    public PairRdd<K, V> distinct(int partitions) {
        return of(super.distinct(partitions));
    }

    @Override
    public PairRdd<K, V> intersection(Rdd<KeyValue<K, V>> other) {
        return of(super.intersection(other));
    }

    @Override
    public PairRdd<K, V> subtract(Rdd<KeyValue<K, V>> other) {
        return of(super.subtract(other));
    }

    @Override
    public PairRdd<K, V> sample(double fraction, long seed) {
        return of(super.sample(fraction, seed));
    }

    @Override
    public PairRdd<K, V> repartition(int partitions) {
        return of(super.repartition(partitions));
    }

    @Override
    public PairRdd<K, V> coalesce(int partitions) {
        return of(super.coalesce(partitions));
    }

    @Override
    public <S extends Comparable<? super S>> PairRdd<K, V> sortBy(Function<KeyValue<K, V>, S> key) {
        return of(super.sortBy(key));
    }

    @Override
    public <S extends Comparable<? super S>> PairRdd<K, V> sortBy(
            Function<KeyValue<K, V>, S> key, boolean ascending, int partitions) {
        return of(super.sortBy(key, ascending, partitions));
    }

    @Override
    public PairRdd<K, V> cache() {
        super.cache();
        return this;
    }

    @Override
    public PairRdd<K, V> persist(StorageLevel level) {
        super.persist(level);
        return this;
    }

    @Override
    public PairRdd<K, V> unpersist() {
        super.unpersist();
        return this;
    }
}
