package dev.sluice;

import dev.sluice.data.Batch;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Partitioner;
import dev.sluice.data.Triple;
import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import dev.sluice.function.Predicate;
import dev.sluice.function.QuadFunction;
import dev.sluice.function.TriFunction;
import dev.sluice.operator.CombinedOperator;
import dev.sluice.operator.Operator;
import dev.sluice.operator.StateOperators;
import dev.sluice.operator.StatelessOperator;
import dev.sluice.operator.WindowOperator;
import dev.sluice.operator.WindowOperators;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import dev.sluice.state.KeyedUpdate;
import dev.sluice.state.StateSpec;
import dev.sluice.state.UpdateFunction;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of key-value pairs: one {@link PairRdd} per batch. Each method that gathers by key takes, as its last
 * argument, a number of partitions or a {@link Partitioner}; without one the engine's default parallelism decides.
 *
 * <p>Keys are placed by {@link dev.sluice.data.StableHash}; null, arrays and objects that do not define their own hash
 * are refused with an {@link dev.sluice.error.InvalidKeyException}.
 */
public sealed class PairDStream<K, V> extends AnyStream<KeyValue<K, V>, PairRdd<K, V>, PairDStream<K, V>>
        permits ActiveStateDStream {
    PairDStream(Program program, Operator<KeyValue<K, V>> operator) {
        super(program, operator);
    }

    @Override
    PairDStream<K, V> with(Operator<KeyValue<K, V>> newOperator) {
        return new PairDStream<>(program(), newOperator);
    }

    @Override
    PairRdd<K, V> rdd(RddContext context, PlanNode<KeyValue<K, V>> node) {
        return PairRdd.of(Rdd.of(context, node));
    }

    // ---- pair by pair

    /** Another value for each pair; keys stay where they are. */
    public <W> PairDStream<K, W> mapValues(Function<V, W> function) {
        return pairs(Origin.here("mapValues"), (node, origin) -> KeyedPlans.mapValues(node, function, origin));
    }

    /** Any number of values for each pair; keys stay where they are. */
    public <W> PairDStream<K, W> flatMapValues(Function<V, ? extends Iterable<? extends W>> function) {
        return pairs(Origin.here("flatMapValues"), (node, origin) -> KeyedPlans.flatMapValues(node, function, origin));
    }

    /** The keys alone. */
    public DStream<K> keys() {
        return derive(Origin.here("keys"), KeyedPlans::keys);
    }

    /** The values alone. */
    public DStream<V> values() {
        return derive(Origin.here("values"), KeyedPlans::values);
    }

    // ---- by key, within each batch

    /** The values of each key, in the order of the records. */
    public PairDStream<K, List<V>> groupByKey() {
        return groupByKey(defaults());
    }

    /** The values of each key, in this many partitions. */
    public PairDStream<K, List<V>> groupByKey(int partitions) {
        return groupByKey(new HashPartitioner(partitions));
    }

    /** The values of each key, placed so. */
    public PairDStream<K, List<V>> groupByKey(Partitioner partitioner) {
        return pairs(Origin.here("groupByKey"), (node, origin) -> KeyedPlans.groupByKey(node, partitioner, origin));
    }

    /** The values of each key combined by an associative function. */
    public PairDStream<K, V> reduceByKey(BinaryOperator<V> function) {
        return reduceByKey(function, defaults());
    }

    /** The values of each key combined, in this many partitions. */
    public PairDStream<K, V> reduceByKey(BinaryOperator<V> function, int partitions) {
        return reduceByKey(function, new HashPartitioner(partitions));
    }

    /** The values of each key combined, placed so. */
    public PairDStream<K, V> reduceByKey(BinaryOperator<V> function, Partitioner partitioner) {
        return pairs(
                Origin.here("reduceByKey"),
                (node, origin) -> KeyedPlans.reduceByKey(node, function, partitioner, origin));
    }

    /** The values of each key combined into one of another type. */
    public <C> PairDStream<K, C> combineByKey(Function<V, C> create, BiFunction<C, V, C> add, BinaryOperator<C> merge) {
        return combineByKey(create, add, merge, defaults(), true);
    }

    /**
     * The values of each key combined into one of another type.
     *
     * @param mapSideCombine whether values are combined before they are exchanged too
     */
    public <C> PairDStream<K, C> combineByKey(
            Function<V, C> create,
            BiFunction<C, V, C> add,
            BinaryOperator<C> merge,
            Partitioner partitioner,
            boolean mapSideCombine) {
        Combiner<V, C> combiner = new Combiner<>(create, add, merge, mapSideCombine);
        return pairs(
                Origin.here("combineByKey"),
                (node, origin) -> KeyedPlans.combineByKey(node, combiner, partitioner, origin));
    }

    /** The aggregate of each key's values. */
    public <R> PairDStream<K, R> aggregateByKey(Aggregate<V, ?, R> aggregate) {
        return aggregateByKey(aggregate, defaults());
    }

    /** The aggregate of each key's values, in this many partitions. */
    public <R> PairDStream<K, R> aggregateByKey(Aggregate<V, ?, R> aggregate, int partitions) {
        return aggregateByKey(aggregate, new HashPartitioner(partitions));
    }

    /** The aggregate of each key's values, placed so. */
    public <R> PairDStream<K, R> aggregateByKey(Aggregate<V, ?, R> aggregate, Partitioner partitioner) {
        return pairs(
                Origin.here("aggregateByKey"),
                (node, origin) -> WindowOperators.aggregateByKey(node, aggregate, partitioner, origin));
    }

    /**
     * The values of each key folded into a zero.
     *
     * @param zero an immutable value that changes nothing when merged
     */
    public <C> PairDStream<K, C> aggregateByKey(C zero, BiFunction<C, V, C> add, BinaryOperator<C> merge) {
        return aggregateByKey(Aggregate.of(() -> zero, add, merge, value -> value));
    }

    // ---- with the same batch of other streams

    /** Every pair of values that both streams have for a key in the same batch. */
    public <W> PairDStream<K, Pair<V, W>> join(PairDStream<K, W> other) {
        return join(other, defaults());
    }

    /** The join in this many partitions. */
    public <W> PairDStream<K, Pair<V, W>> join(PairDStream<K, W> other, int partitions) {
        return join(other, new HashPartitioner(partitions));
    }

    /** The join placed so. */
    public <W> PairDStream<K, Pair<V, W>> join(PairDStream<K, W> other, Partitioner partitioner) {
        return combine(other, Origin.here("join"), (a, b, at) -> KeyedPlans.join(a, b, partitioner, at));
    }

    /** As {@link #join(PairDStream)}, with all keys of this stream. */
    public <W> PairDStream<K, Pair<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other) {
        return leftOuterJoin(other, defaults());
    }

    /** The left outer join in this many partitions. */
    public <W> PairDStream<K, Pair<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other, int partitions) {
        return leftOuterJoin(other, new HashPartitioner(partitions));
    }

    /** The left outer join placed so. */
    public <W> PairDStream<K, Pair<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other, Partitioner partitioner) {
        return combine(
                other, Origin.here("leftOuterJoin"), (a, b, at) -> KeyedPlans.leftOuterJoin(a, b, partitioner, at));
    }

    /** As {@link #join(PairDStream)}, with all keys of the other stream. */
    public <W> PairDStream<K, Pair<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other) {
        return rightOuterJoin(other, defaults());
    }

    /** The right outer join in this many partitions. */
    public <W> PairDStream<K, Pair<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other, int partitions) {
        return rightOuterJoin(other, new HashPartitioner(partitions));
    }

    /** The right outer join placed so. */
    public <W> PairDStream<K, Pair<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other, Partitioner partitioner) {
        return combine(
                other, Origin.here("rightOuterJoin"), (a, b, at) -> KeyedPlans.rightOuterJoin(a, b, partitioner, at));
    }

    /** As {@link #join(PairDStream)}, with all keys of either stream. */
    public <W> PairDStream<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairDStream<K, W> other) {
        return fullOuterJoin(other, defaults());
    }

    /** The full outer join in this many partitions. */
    public <W> PairDStream<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairDStream<K, W> other, int partitions) {
        return fullOuterJoin(other, new HashPartitioner(partitions));
    }

    /** The full outer join placed so. */
    public <W> PairDStream<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
            PairDStream<K, W> other, Partitioner partitioner) {
        return combine(
                other, Origin.here("fullOuterJoin"), (a, b, at) -> KeyedPlans.fullOuterJoin(a, b, partitioner, at));
    }

    /** All values that both streams have for each key in the same batch. */
    public <W> PairDStream<K, Pair<List<V>, List<W>>> cogroup(PairDStream<K, W> other) {
        return cogroup(other, defaults());
    }

    /** The cogroup in this many partitions. */
    public <W> PairDStream<K, Pair<List<V>, List<W>>> cogroup(PairDStream<K, W> other, int partitions) {
        return cogroup(other, new HashPartitioner(partitions));
    }

    /** The cogroup placed so. */
    public <W> PairDStream<K, Pair<List<V>, List<W>>> cogroup(PairDStream<K, W> other, Partitioner partitioner) {
        return combine(other, Origin.here("cogroup"), (a, b, at) -> KeyedPlans.cogroup2(a, b, partitioner, at));
    }

    /** All values that three streams have for each key in the same batch. */
    public <W, X> PairDStream<K, Triple<List<V>, List<W>, List<X>>> cogroup(
            PairDStream<K, W> second, PairDStream<K, X> third) {
        Origin origin = Origin.here("cogroup");
        program().requireOpen(origin);
        program().requireSame(List.of(second, third), origin);
        Partitioner partitioner = defaults();
        return new PairDStream<>(
                program(),
                new CombinedOperator<>(
                        List.of(operator(), second.operator(), third.operator()),
                        (nodes, at) -> KeyedPlans.cogroup3(
                                AnyStream.<KeyValue<K, V>>typed(nodes.get(0)),
                                AnyStream.<KeyValue<K, W>>typed(nodes.get(1)),
                                AnyStream.<KeyValue<K, X>>typed(nodes.get(2)),
                                partitioner,
                                at),
                        origin));
    }

    // ---- by key, over windows of stream time

    /** The values of each key in the last batches, at every batch. */
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length) {
        return groupByKeyAndWindow(length, slideDuration());
    }

    /** The values of each key in the last batches, at every slide. */
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length, Duration slide) {
        return groupByKeyAndWindow(length, slide, defaults());
    }

    /** The values of each key in the last batches, in this many partitions. */
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length, Duration slide, int partitions) {
        return groupByKeyAndWindow(length, slide, new HashPartitioner(partitions));
    }

    /** The values of each key in the last batches, placed so; oldest batch first. */
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length, Duration slide, Partitioner partitioner) {
        Origin origin = Origin.here("groupByKeyAndWindow");
        program().requireOpen(origin);
        Operator<KeyValue<K, V>> placed = new StatelessOperator<>(
                operator(), (node, at) -> KeyedPlans.partitionBy(node, partitioner, at), origin);
        Operator<KeyValue<K, V>> window = new WindowOperator<>(placed, length, slide, origin);
        return new PairDStream<>(
                program(),
                new StatelessOperator<>(window, (node, at) -> KeyedPlans.groupByKey(node, partitioner, at), origin));
    }

    /** The values of each key in the last batches combined, at every batch. */
    public PairDStream<K, V> reduceByKeyAndWindow(BinaryOperator<V> function, Duration length) {
        return reduceByKeyAndWindow(function, length, slideDuration());
    }

    /**
     * The values of each key in the last batches combined by an associative function, oldest first. The cost of a slide
     * does not depend on the length of the window.
     */
    public PairDStream<K, V> reduceByKeyAndWindow(BinaryOperator<V> function, Duration length, Duration slide) {
        return reduceByKeyAndWindow(function, length, slide, defaults());
    }

    /** The windowed reduce in this many partitions. */
    public PairDStream<K, V> reduceByKeyAndWindow(
            BinaryOperator<V> function, Duration length, Duration slide, int partitions) {
        return reduceByKeyAndWindow(function, length, slide, new HashPartitioner(partitions));
    }

    /** The windowed reduce placed so. */
    public PairDStream<K, V> reduceByKeyAndWindow(
            BinaryOperator<V> function, Duration length, Duration slide, Partitioner partitioner) {
        return aggregated(
                Window.sliding(length, slide),
                Aggregate.reducing(function),
                partitioner,
                Origin.here("reduceByKeyAndWindow"));
    }

    /**
     * The windowed reduce with an inverse, which takes off again what leaves the window, given (all, leaving). It must be
     * a true inverse; that of a floating-point sum is not. A key with nothing left in the window is gone.
     */
    public PairDStream<K, V> reduceByKeyAndWindow(
            BinaryOperator<V> function, BinaryOperator<V> inverse, Duration length, Duration slide) {
        return reduceByKeyAndWindow(function, inverse, length, slide, defaults(), null);
    }

    /**
     * The windowed reduce with an inverse and a filter on its results.
     *
     * @param filter which pairs come out; null for all
     */
    public PairDStream<K, V> reduceByKeyAndWindow(
            BinaryOperator<V> function,
            BinaryOperator<V> inverse,
            Duration length,
            Duration slide,
            Partitioner partitioner,
            @Nullable Predicate<KeyValue<K, V>> filter) {
        Origin origin = Origin.here("reduceByKeyAndWindow");
        PairDStream<K, V> windows =
                aggregated(Window.sliding(length, slide), Aggregate.reducing(function, inverse), partitioner, origin);
        return filter == null ? windows : windows.rewrite(origin, (node, at) -> Plans.filter(node, filter, at));
    }

    /** The aggregate of each key's values in each window, by time or by number. */
    public <R> PairDStream<K, R> aggregateByKey(Window window, Aggregate<V, ?, R> aggregate) {
        return aggregated(window, aggregate, defaults(), Origin.here("aggregateByKey"));
    }

    /** The aggregate of each key's values in each window, in this many partitions. */
    public <R> PairDStream<K, R> aggregateByKey(Window window, Aggregate<V, ?, R> aggregate, int partitions) {
        return aggregated(window, aggregate, new HashPartitioner(partitions), Origin.here("aggregateByKey"));
    }

    // ---- state by key that lives from batch to batch

    /**
     * A state for each key. In every batch the function is called for every key that has values or a state, with the
     * values in the order of arrival; it gives the new state, or empty to drop the key. The states of all keys come out.
     */
    public <S> PairDStream<K, S> updateStateByKey(BiFunction<List<V>, Optional<S>, Optional<S>> function) {
        return state((batch, key, values, state) -> function.apply(values, state), defaults(), null);
    }

    /** The same in this many partitions. */
    public <S> PairDStream<K, S> updateStateByKey(
            BiFunction<List<V>, Optional<S>, Optional<S>> function, int partitions) {
        return state(
                (batch, key, values, state) -> function.apply(values, state), new HashPartitioner(partitions), null);
    }

    /** The same placed so. */
    public <S> PairDStream<K, S> updateStateByKey(
            BiFunction<List<V>, Optional<S>, Optional<S>> function, Partitioner partitioner) {
        return state((batch, key, values, state) -> function.apply(values, state), partitioner, null);
    }

    /** The same, starting with these states: the function is called for all of them in the first batch. */
    public <S> PairDStream<K, S> updateStateByKey(
            BiFunction<List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            PairRdd<K, S> initialState) {
        return state((batch, key, values, state) -> function.apply(values, state), partitioner, initialState);
    }

    /** The form with the batch and the key: batch, key, values, state. */
    public <S> PairDStream<K, S> updateStateByKey(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            @Nullable PairRdd<K, S> initialState) {
        return state(function, partitioner, initialState);
    }

    /** The form over all keys of a partition at once: keys that the function leaves out are dropped. */
    public <S> PairDStream<K, S> updateStateByKey(
            Function<Iterator<KeyedUpdate<K, V, S>>, Iterator<KeyValue<K, S>>> function,
            Partitioner partitioner,
            @Nullable PairRdd<K, S> initialState) {
        return states((batch, updates) -> function.apply(updates), partitioner, initialState);
    }

    /**
     * A state for each key, of which a batch touches only the active ones: the function is called for the keys that have
     * values, with the values in the order of arrival; it gives the new state, or empty to drop the key. The states that
     * the function gives come out, and all of them behind {@code stateSnapshots}. Costs nothing for keys without values.
     */
    public <S> ActiveStateDStream<K, S> updateActiveStateByKey(BiFunction<List<V>, Optional<S>, Optional<S>> function) {
        return updateActiveStateByKey((batch, key, values, state) -> function.apply(values, state), defaults(), null);
    }

    /** The form with the batch and the key: batch, key, values, state; starting with these states, if any. */
    public <S> ActiveStateDStream<K, S> updateActiveStateByKey(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            @Nullable PairRdd<K, S> initialState) {
        Origin origin = Origin.here("updateActiveStateByKey");
        program().requireOpen(origin);
        return new ActiveStateDStream<>(
                program(), StateOperators.updateActive(operator(), function, partitioner, plan(initialState), origin));
    }

    /**
     * A state for each key, with one call of the spec's function for each record. Costs nothing for keys without records
     * and without a due timeout.
     */
    public <S, T> MapWithStateDStream<K, V, S, T> mapWithState(StateSpec<K, V, S, T> spec) {
        Origin origin = Origin.here("mapWithState");
        program().requireOpen(origin);
        return new MapWithStateDStream<>(
                program(),
                StateOperators.mapWithState(operator(), spec, spec.partitioner().orElseGet(this::defaults), origin));
    }

    // ---- for this package

    <R> PairDStream<K, R> aggregated(
            Window window, Aggregate<V, ?, R> aggregate, Partitioner partitioner, Origin origin) {
        program().requireOpen(origin);
        return new PairDStream<>(program(), WindowOperators.byKey(operator(), window, aggregate, partitioner, origin));
    }

    private <S> PairDStream<K, S> state(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            @Nullable PairRdd<K, S> initialState) {
        Origin origin = Origin.here("updateStateByKey");
        program().requireOpen(origin);
        return new PairDStream<>(
                program(), StateOperators.updateEach(operator(), function, partitioner, plan(initialState), origin));
    }

    private <S> PairDStream<K, S> states(
            UpdateFunction<K, V, S> function, Partitioner partitioner, @Nullable PairRdd<K, S> initialState) {
        Origin origin = Origin.here("updateStateByKey");
        program().requireOpen(origin);
        return new PairDStream<>(
                program(), StateOperators.update(operator(), function, partitioner, plan(initialState), origin));
    }

    private static <K, S> @Nullable PlanNode<KeyValue<K, S>> plan(@Nullable PairRdd<K, S> initialState) {
        return initialState == null ? null : initialState.plan();
    }

    private <W, R> PairDStream<K, R> combine(
            PairDStream<K, W> other,
            Origin origin,
            TriFunction<PlanNode<KeyValue<K, V>>, PlanNode<KeyValue<K, W>>, Origin, PlanNode<KeyValue<K, R>>> plan) {
        program().requireOpen(origin);
        program().requireSame(List.of(other), origin);
        return new PairDStream<>(
                program(),
                new CombinedOperator<>(
                        List.of(operator(), other.operator()),
                        (nodes, at) -> {
                            PlanNode<KeyValue<K, V>> mine = typed(nodes.get(0));
                            PlanNode<KeyValue<K, W>> others = typed(nodes.get(1));
                            return UserCode.get(() -> plan.apply(mine, others, at), at);
                        },
                        origin));
    }

    private Partitioner defaults() {
        return program().defaultPartitioner();
    }
}
