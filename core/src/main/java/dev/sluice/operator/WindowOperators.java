package dev.sluice.operator;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.function.BiFunction;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FoldStep;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Cells;
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
        PlanNode<A> partials = partials(node, aggregate.cells(), origin);
        FoldStep<A, A> merge = new FoldStep<>(aggregate::zero, aggregate::merge, true);
        PlanNode<A> merged = new Narrow<>(Plans.gather(partials, origin), merge, false, origin);
        return Plans.flatMap(merged, accumulator -> ofNullable(aggregate.finish(accumulator)), origin);
    }

    /** The accumulator of each partition. */
    private static <T, C, A> PlanNode<A> partials(PlanNode<T> node, Cells<T, C, A> cells, Origin origin) {
        BiFunction<C, T, C> add = (cell, value) -> {
            cells.add(cell, value);
            return cell;
        };
        PlanNode<C> filled = new Narrow<>(node, new FoldStep<>(cells::cell, add, true), false, origin);
        return Plans.map(filled, cells::accumulator, origin);
    }

    private static <R> List<R> ofNullable(@Nullable R result) {
        return result == null ? List.of() : List.of(result);
    }

    /** The aggregate of each key's values in each batch. */
    public static <K, V, A, R> PlanNode<KeyValue<K, R>> aggregateByKey(
            PlanNode<KeyValue<K, V>> node, Aggregate<V, A, R> aggregate, Partitioner partitioner, Origin origin) {
        return KeyedPlans.mapValues(
                partialsByKey(node, aggregate.cells(), partitioner, origin), aggregate::finish, origin);
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
        Cells<V, ?, A> cells = aggregate.cells();
        Operator<KeyValue<K, A>> partials =
                new StatelessOperator<>(parent, (node, at) -> partialsByKey(node, cells, partitioner, at), origin);
        Operator<KeyValue<K, R>> held = new StatefulOperator<KeyValue<K, A>, SlidingWindowTable<K, A>, KeyValue<K, R>>(
                partials,
                List.of(),
                (moment, withInitial) -> new SlidingAggregateStep<>(
                        aggregate,
                        geometry.slicesPerWindow(),
                        geometry.slice(moment.elapsedMicros()),
                        moment.ends(slide, unit)),
                geometry.shape(),
                partitioner,
                partitioner,
                origin);
        return slide.equals(unit) ? held : new SlideOperator<>(held, window.length(), slide, origin);
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

    /** The accumulator of each key. */
    private static <K, V, C, A> PlanNode<KeyValue<K, A>> partialsByKey(
            PlanNode<KeyValue<K, V>> node, Cells<V, C, A> cells, Partitioner partitioner, Origin origin) {
        PlanNode<KeyValue<K, C>> filled = KeyedPlans.combineByKey(node, combiner(cells), partitioner, origin);
        return KeyedPlans.mapValues(filled, cells::accumulator, origin);
    }

    private static <V, C> Combiner<V, C> combiner(Cells<V, C, ?> cells) {
        return new Combiner<>(
                value -> {
                    C cell = cells.cell();
                    cells.add(cell, value);
                    return cell;
                },
                (cell, value) -> {
                    cells.add(cell, value);
                    return cell;
                },
                (cell, later) -> {
                    cells.merge(cell, later);
                    return cell;
                },
                true);
    }
}
