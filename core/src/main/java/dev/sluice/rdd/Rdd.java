package dev.sluice.rdd;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.data.StorageLevel;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.BiFunction;
import dev.sluice.function.Comparator;
import dev.sluice.function.Function;
import dev.sluice.function.Predicate;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.OrderPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.SetPlans;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of one stream in one batch: partitioned, immutable, lazy. Transformations compute nothing; actions do.
 *
 * <p>The functions given must be pure: they may run again, and on several threads. Where one throws, the failure names
 * the operator and the program line. An Rdd is used in the program only, never inside such a function. Thread-safe.
 */
public sealed class Rdd<T> extends RddActions<T> permits PairAggregations {
    private final PlanNode<T> computed;
    private volatile @Nullable Persist<T> kept;

    Rdd(RddContext context, PlanNode<T> plan) {
        super(context);
        this.computed = plan;
    }

    /** The data that a plan describes. */
    public static <T> Rdd<T> of(RddContext context, PlanNode<T> plan) {
        return new Rdd<>(context, plan);
    }

    /** All records of all parts, in order; at least one part. */
    public static <T> Rdd<T> union(List<? extends Rdd<T>> parts) {
        Call.here("union", parts);
        Origin origin = Call.here("union", parts.toArray());
        if (parts.isEmpty()) {
            throw new InvalidProgramException(origin + ": a union needs at least one part, but the list was empty");
        }
        RddContext context = parts.get(0).context();
        List<PlanNode<T>> plans = new ArrayList<>();
        for (Rdd<T> part : parts) {
            context = context.with(part.context(), origin);
            plans.add(part.plan());
        }
        return of(context, Plans.union(plans, origin));
    }

    @Override
    public PlanNode<T> plan() {
        Persist<T> persisted = kept;
        return persisted == null ? computed : persisted;
    }

    /** One record for each record. */
    public <R> Rdd<R> map(Function<T, R> function) {
        return with(Plans.map(plan(), function, Call.here("map", function)));
    }

    /** The records that pass. */
    public Rdd<T> filter(Predicate<T> predicate) {
        return with(Plans.filter(plan(), predicate, Call.here("filter", predicate)));
    }

    /** Any number of records for each record. */
    public <R> Rdd<R> flatMap(Function<T, ? extends Iterable<? extends R>> function) {
        return with(Plans.flatMap(plan(), function, Call.here("flatMap", function)));
    }

    /** A function over each whole partition, empty ones too; records are computed as the iterator asks for them. */
    public <R> Rdd<R> mapPartitions(Function<Iterator<T>, Iterator<R>> function) {
        Origin origin = Call.here("mapPartitions", function);
        return with(Plans.mapPartitions(plan(), (index, records) -> function.apply(records), false, origin));
    }

    /** As {@link #mapPartitions}, given the number of the partition too. */
    public <R> Rdd<R> mapPartitionsWithIndex(BiFunction<Integer, Iterator<T>, Iterator<R>> function) {
        Origin origin = Call.here("mapPartitionsWithIndex", function);
        return with(Plans.mapPartitions(plan(), function, false, origin));
    }

    /** A key and a value for each record. */
    public <K, V> PairRdd<K, V> mapToPair(Function<T, KeyValue<K, V>> function) {
        return pairs(Plans.map(plan(), function, Call.here("mapToPair", function)));
    }

    /** Any number of pairs for each record. */
    public <K, V> PairRdd<K, V> flatMapToPair(Function<T, ? extends Iterable<KeyValue<K, V>>> function) {
        return pairs(Plans.flatMap(plan(), function, Call.here("flatMapToPair", function)));
    }

    /** As {@link #mapPartitions}, where the function gives pairs. */
    public <K, V> PairRdd<K, V> mapPartitionsToPair(Function<Iterator<T>, Iterator<KeyValue<K, V>>> function) {
        Origin origin = Call.here("mapPartitionsToPair", function);
        return pairs(Plans.mapPartitions(plan(), (index, records) -> function.apply(records), false, origin));
    }

    /** Each record with a key made of it. */
    public <K> PairRdd<K, T> keyBy(Function<T, K> key) {
        return pairs(keyed(key, Call.here("keyBy", key)));
    }

    /** The records by a key made of each, as lists that nobody can change. */
    public <K> PairRdd<K, List<T>> groupBy(Function<T, K> key) {
        return grouped(key, context().placement(), Call.here("groupBy", key));
    }

    /** As {@link #groupBy(Function)}, into a number of partitions. */
    public <K> PairRdd<K, List<T>> groupBy(Function<T, K> key, int partitions) {
        return grouped(key, Call.hash("groupBy", partitions), Call.here("groupBy", key));
    }

    /** Each partition as one list. */
    public Rdd<List<T>> glom() {
        return with(Plans.glom(plan(), Call.here("glom")));
    }

    /** The records of this Rdd, then those of the other. */
    public Rdd<T> union(Rdd<T> other) {
        Origin origin = Call.here("union", other);
        return with(other, origin, Plans.union(List.of(plan(), other.plan()), origin));
    }

    /** Each record once; records must be fit to be keys. */
    public Rdd<T> distinct() {
        return with(SetPlans.distinct(plan(), context().placement(), Call.here("distinct")));
    }

    /** As {@link #distinct()}, into a number of partitions. */
    public Rdd<T> distinct(int partitions) {
        return with(SetPlans.distinct(plan(), Call.hash("distinct", partitions), Call.here("distinct")));
    }

    /** The records that the other Rdd has too, each once; records must be fit to be keys. */
    public Rdd<T> intersection(Rdd<T> other) {
        Origin origin = Call.here("intersection", other);
        Partitioner placement = context().placement();
        return with(other, origin, SetPlans.intersection(plan(), other.plan(), placement, origin));
    }

    /** The records that the other Rdd does not have, as often as they occur; records must be fit to be keys. */
    public Rdd<T> subtract(Rdd<T> other) {
        Origin origin = Call.here("subtract", other);
        Partitioner placement = context().placement();
        return with(other, origin, SetPlans.subtract(plan(), other.plan(), placement, origin));
    }

    /** Every record with every record of the other Rdd. Each partition reads the whole other Rdd into memory. */
    public <U> PairRdd<T, U> cartesian(Rdd<U> other) {
        Origin origin = Call.here("cartesian", other);
        return PairRdd.of(with(other, origin, Plans.cartesian(plan(), other.plan(), origin)));
    }

    /**
     * Each record with the same chance.
     *
     * @param fraction the chance, from 0 to 1
     * @param seed the same seed takes the same records; a batch's seed makes a batch that is run again repeat itself
     */
    public Rdd<T> sample(double fraction, long seed) {
        Origin origin = Call.here("sample");
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InvalidProgramException(origin + ": the fraction must be from 0 to 1, but was " + fraction);
        }
        return with(Plans.sample(plan(), fraction, seed, origin));
    }

    /** The records dealt out evenly over a number of partitions. */
    public Rdd<T> repartition(int partitions) {
        Origin origin = Call.here("repartition");
        return with(Plans.repartition(plan(), Call.partitions(partitions, origin), origin));
    }

    /** The records in at most this many partitions, neighbours put together in order. */
    public Rdd<T> coalesce(int partitions) {
        Origin origin = Call.here("coalesce");
        return with(Plans.coalesce(plan(), Call.partitions(partitions, origin), origin));
    }

    /** The records in the order of a key made of each; equal ones stay in their order. Reads the data twice. */
    public <K extends Comparable<? super K>> Rdd<T> sortBy(Function<T, K> key) {
        return sorted(key, NaturalOrder.of(), sortPartitions(), Call.here("sortBy", key));
    }

    /** As {@link #sortBy(Function)}, rising or falling, into a number of partitions, of which the last may be empty. */
    public <K extends Comparable<? super K>> Rdd<T> sortBy(Function<T, K> key, boolean ascending, int partitions) {
        Origin origin = Call.here("sortBy", key);
        Comparator<K> order = NaturalOrder.of();
        return sorted(key, ascending ? order : order.reversed(), Call.partitions(partitions, origin), origin);
    }

    /** Each record with its number in the order of all records, from 0. Reads the data twice. */
    public PairRdd<T, Long> zipWithIndex() {
        return pairs(OrderPlans.zipWithIndex(plan(), Call.here("zipWithIndex")));
    }

    /** Each record with a number that no other record has. Numbers have gaps; the data is read once. */
    public PairRdd<T, Long> zipWithUniqueId() {
        return pairs(OrderPlans.zipWithUniqueId(plan(), Call.here("zipWithUniqueId")));
    }

    /** As {@link #persist(StorageLevel)} at {@link StorageLevel#MEMORY_ONLY}. */
    public Rdd<T> cache() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    /**
     * Keeps the records once they are computed, until {@link #unpersist} or the end of the batch. Everything made of
     * this Rdd from now on reads what is kept; data that is kept already stays as it is.
     *
     * @return this Rdd
     */
    public Rdd<T> persist(StorageLevel level) {
        Origin origin = Call.here("persist", level);
        synchronized (this) {
            if (!(plan() instanceof Persist)) {
                kept = new Persist<>(context().persist(), computed, level, origin);
            }
        }
        return this;
    }

    /**
     * Forgets the records that {@link #persist} kept; they are computed again where they are asked for.
     *
     * @return this Rdd
     */
    public Rdd<T> unpersist() {
        synchronized (this) {
            Persist<T> persisted = kept;
            kept = null;
            if (persisted != null) {
                context().unpersist(persisted.id());
            }
        }
        return this;
    }

    /** How many partitions sorted data gets: small batches in many partitions are not worth as many. */
    int sortPartitions() {
        return Math.max(1, Math.min(partitions(), context().engine().defaultParallelism()));
    }

    private <R> Rdd<R> with(PlanNode<R> plan) {
        return of(context(), plan);
    }

    private <R> Rdd<R> with(Rdd<?> other, Origin origin, PlanNode<R> plan) {
        return of(context().with(other.context(), origin), plan);
    }

    <K, V> PairRdd<K, V> pairs(PlanNode<KeyValue<K, V>> plan) {
        return new PairRdd<>(context(), plan);
    }

    private <K> PlanNode<KeyValue<K, T>> keyed(Function<T, K> key, Origin origin) {
        return Plans.map(plan(), record -> KeyValue.of(key.apply(record), record), origin);
    }

    private <K> PairRdd<K, List<T>> grouped(Function<T, K> key, Partitioner placement, Origin origin) {
        return pairs(KeyedPlans.groupByKey(keyed(key, origin), placement, origin));
    }

    private <K> Rdd<T> sorted(Function<T, K> key, Comparator<? super K> order, int partitions, Origin origin) {
        PlanNode<KeyValue<K, T>> sorted = OrderPlans.sortByKey(keyed(key, origin), order, partitions, origin);
        return with(KeyedPlans.values(sorted, origin));
    }
}
