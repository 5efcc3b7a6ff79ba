package dev.sluice.operator;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FoldStep;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.window.Aggregate;
import dev.sluice.window.CountWindowStep;
import dev.sluice.window.SlidingAggregateStep;
import dev.sluice.window.SlidingWindowTable;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds aggregates over windows from a combine per batch and a stateful step that holds the window. */
public final class WindowOperators {
    private static final Partitioner ONE_PARTITION = new HashPartitioner(1);

    private WindowOperators() {}

    /** The aggregate of each key's values in a window, as the window's kind says when. */
    public static <K, V, R> Operator<KeyValue<K, R>> byKey(
            Operator<KeyValue<K, V>> parent,
            Window window,
            Aggregate<V, ?, R> aggregate,
            Partitioner partitioner,
            Origin origin) {
        if (window instanceof Window.Sliding sliding) {
            return sliding(parent, sliding, aggregate, partitioner, origin);
        }
        return counted(parent, (Window.Counted) window, aggregate, partitioner, origin);
    }

    /** The aggregate of all records in a window; nothing while the window is empty. Runs in one partition at its end. */
    public static <T, R> Operator<R> ofAll(
            Operator<T> parent, Window window, Aggregate<T, ?, R> aggregate, Origin origin) {
        Operator<KeyValue<Integer, T>> keyed = new StatelessOperator<>(
                parent, (node, at) -> Plans.map(node, record -> KeyValue.of(0, record), at), origin);
        Operator<KeyValue<Integer, R>> results = byKey(keyed, window, aggregate, ONE_PARTITION, origin);
        return new StatelessOperator<>(results, KeyedPlans::values, origin);
    }

    /** The aggregate of all records of a node, as one record; none where no records have no result. */
    public static <T, A, R> PlanNode<R> aggregateAll(PlanNode<T> node, Aggregate<T, A, R> aggregate, Origin origin) {
        PlanNode<A> partials =
                new Narrow<>(node, new FoldStep<T, A>(aggregate::zero, aggregate::add, true), false, origin);
        FoldStep<A, A> merge = new FoldStep<>(aggregate::zero, aggregate::merge, true);
        PlanNode<A> merged = new Narrow<>(Plans.gather(partials, origin), merge, false, origin);
        return Plans.flatMap(merged, accumulator -> ofNullable(aggregate.finish(accumulator)), origin);
    }

    private static <R> List<R> ofNullable(@Nullable R result) {
        return result == null ? List.of() : List.of(result);
    }

    /** The aggregate of each key's values in each batch. */
    public static <K, V, A, R> PlanNode<KeyValue<K, R>> aggregateByKey(
            PlanNode<KeyValue<K, V>> node, Aggregate<V, A, R> aggregate, Partitioner partitioner, Origin origin) {
        return KeyedPlans.mapValues(
                KeyedPlans.combineByKey(node, combiner(aggregate), partitioner, origin), aggregate::finish, origin);
    }

    private static <K, V, A, R> Operator<KeyValue<K, R>> sliding(
            Operator<KeyValue<K, V>> parent,
            Window.Sliding window,
            Aggregate<V, A, R> aggregate,
            Partitioner partitioner,
            Origin origin) {
        Duration unit = parent.slide();
        Duration slide = window.slide();
        WindowChecks.requireMultiples(window.length(), slide, unit, origin);
        SlidingGeometry geometry = SlidingGeometry.of(window.length(), slide);
        Combiner<V, A> combiner = combiner(aggregate);
        Operator<KeyValue<K, A>> partials = new StatelessOperator<>(
                parent, (node, at) -> KeyedPlans.combineByKey(node, combiner, partitioner, at), origin);
        Operator<KeyValue<K, R>> held = new StatefulOperator<KeyValue<K, A>, SlidingWindowTable<K, A>, KeyValue<K, R>>(
                partials,
                List.of(),
                (moment, withInitial) -> new SlidingAggregateStep<>(
                        aggregate,
                        geometry.slicesPerWindow(),
                        geometry.slice(moment.elapsedMillis()),
                        moment.ends(slide, unit)),
                geometry.shape(),
                partitioner,
                partitioner,
                origin);
        return slide.equals(unit) ? held : new SlideOperator<>(held, slide, origin);
    }

    private static <K, V, A, R> Operator<KeyValue<K, R>> counted(
            Operator<KeyValue<K, V>> parent,
            Window.Counted window,
            Aggregate<V, A, R> aggregate,
            Partitioner partitioner,
            Origin origin) {
        Operator<KeyValue<K, V>> placed =
                new StatelessOperator<>(parent, (node, at) -> KeyedPlans.partitionBy(node, partitioner, at), origin);
        return new StatefulOperator<>(
                placed,
                List.of(),
                (moment, withInitial) -> new CountWindowStep<K, V, A, R>(aggregate, window),
                shape(window),
                partitioner,
                partitioner,
                origin);
    }

    /** How often a window comes out changes nothing in what is stored, unless windows follow each other. */
    private static String shape(Window.Counted window) {
        String records = window.length() == 1 ? "record" : "records";
        return window.length() == window.every()
                ? "windows of " + window.length() + " " + records + " each"
                : "the last " + window.length() + " " + records;
    }

    private static <V, A> Combiner<V, A> combiner(Aggregate<V, A, ?> aggregate) {
        return new Combiner<>(value -> aggregate.add(aggregate.zero(), value), aggregate::add, aggregate::merge, true);
    }
}
