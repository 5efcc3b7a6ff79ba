package dev.sluice.rdd;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Partitioner;
import dev.sluice.data.Triple;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link PairRdd} makes together with others. Where the program names neither a number of partitions nor a
 * partitioner, the data is placed as the side with the most partitions among those that are placed by key, else by
 * hash in the engine's default number of partitions.
 */
abstract sealed class PairJoins<K, V> extends PairAggregations<K, V> permits PairRdd {
    /** A plan of two sides. */
    private interface Combination<K, V, W, R> {
        PlanNode<KeyValue<K, R>> of(
                PlanNode<KeyValue<K, V>> left, PlanNode<KeyValue<K, W>> right, Partitioner partitioner, Origin origin);
    }

    PairJoins(RddContext context, PlanNode<KeyValue<K, V>> plan) {
        super(context, plan);
    }

    /** Every pair of values that both sides have for a key. The other side is held in memory, by partition. */
    public <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other) {
        return combined("join", other, placement("join", other), KeyedPlans::join);
    }

    /** As {@link #join(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other, int partitions) {
        return combined("join", other, Call.hash("join", partitions), KeyedPlans::join);
    }

    /** As {@link #join(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("join", other, partitioner, KeyedPlans::join);
    }

    /** As {@link #join(PairRdd)}, and this side's values of keys that the other lacks. */
    public <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other) {
        return combined("leftOuterJoin", other, placement("leftOuterJoin", other), KeyedPlans::leftOuterJoin);
    }

    /** As {@link #leftOuterJoin(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, int partitions) {
        return combined("leftOuterJoin", other, Call.hash("leftOuterJoin", partitions), KeyedPlans::leftOuterJoin);
    }

    /** As {@link #leftOuterJoin(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("leftOuterJoin", other, partitioner, KeyedPlans::leftOuterJoin);
    }

    /** As {@link #join(PairRdd)}, and the other side's values of keys that this side lacks. */
    public <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other) {
        return combined("rightOuterJoin", other, placement("rightOuterJoin", other), KeyedPlans::rightOuterJoin);
    }

    /** As {@link #rightOuterJoin(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, int partitions) {
        return combined("rightOuterJoin", other, Call.hash("rightOuterJoin", partitions), KeyedPlans::rightOuterJoin);
    }

    /** As {@link #rightOuterJoin(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("rightOuterJoin", other, partitioner, KeyedPlans::rightOuterJoin);
    }

    /** As {@link #join(PairRdd)}, and the values of keys that either side lacks. */
    public <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other) {
        return combined("fullOuterJoin", other, placement("fullOuterJoin", other), KeyedPlans::fullOuterJoin);
    }

    /** As {@link #fullOuterJoin(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other, int partitions) {
        return combined("fullOuterJoin", other, Call.hash("fullOuterJoin", partitions), KeyedPlans::fullOuterJoin);
    }

    /** As {@link #fullOuterJoin(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("fullOuterJoin", other, partitioner, KeyedPlans::fullOuterJoin);
    }

    /** The values of each key that either side has, as lists that nobody can change. */
    public <W> PairRdd<K, Pair<List<V>, List<W>>> cogroup(PairRdd<K, W> other) {
        return combined("cogroup", other, placement("cogroup", other), KeyedPlans::cogroup2);
    }

    /** As {@link #cogroup(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, Pair<List<V>, List<W>>> cogroup(PairRdd<K, W> other, int partitions) {
        return combined("cogroup", other, Call.hash("cogroup", partitions), KeyedPlans::cogroup2);
    }

    /** As {@link #cogroup(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, Pair<List<V>, List<W>>> cogroup(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("cogroup", other, partitioner, KeyedPlans::cogroup2);
    }

    /** The values of each key that any of three sides has, as lists that nobody can change. */
    public <W, X> PairRdd<K, Triple<List<V>, List<W>, List<X>>> cogroup(PairRdd<K, W> second, PairRdd<K, X> third) {
        Call.here("cogroup", second, third);
        return cogroup(second, third, context().placement(plan(), second.plan(), third.plan()));
    }

    /** As {@link #cogroup(PairRdd, PairRdd)}, into a number of partitions. */
    public <W, X> PairRdd<K, Triple<List<V>, List<W>, List<X>>> cogroup(
            PairRdd<K, W> second, PairRdd<K, X> third, int partitions) {
        return cogroup(second, third, Call.hash("cogroup", partitions));
    }

    /** As {@link #cogroup(PairRdd, PairRdd)}, placed by a partitioner. */
    public <W, X> PairRdd<K, Triple<List<V>, List<W>, List<X>>> cogroup(
            PairRdd<K, W> second, PairRdd<K, X> third, Partitioner partitioner) {
        Origin origin = Call.here("cogroup", second, third, partitioner);
        RddContext context = context().with(second.context(), origin).with(third.context(), origin);
        return new PairRdd<>(context, KeyedPlans.cogroup3(plan(), second.plan(), third.plan(), partitioner, origin));
    }

    /** The pairs whose key the other side does not have. */
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other) {
        return combined("subtractByKey", other, placement("subtractByKey", other), KeyedPlans::subtractByKey);
    }

    /** As {@link #subtractByKey(PairRdd)}, into a number of partitions. */
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, int partitions) {
        return combined("subtractByKey", other, Call.hash("subtractByKey", partitions), KeyedPlans::subtractByKey);
    }

    /** As {@link #subtractByKey(PairRdd)}, placed by a partitioner. */
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, Partitioner partitioner) {
        return combined("subtractByKey", other, partitioner, KeyedPlans::subtractByKey);
    }

    private Partitioner placement(String operator, PairRdd<K, ?> other) {
        Call.here(operator, other);
        return context().placement(plan(), other.plan());
    }

    private <W, R> PairRdd<K, R> combined(
            String operator, PairRdd<K, W> other, Partitioner partitioner, Combination<K, V, W, R> combination) {
        Origin origin = Call.here(operator, other, partitioner);
        PlanNode<KeyValue<K, R>> plan = combination.of(plan(), other.plan(), partitioner, origin);
        return new PairRdd<>(context().with(other.context(), origin), plan);
    }
}
