package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.function.BiConsumer;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.state.MapWithStateStep;
import dev.sluice.state.PerKeyUpdate;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateTable;
import dev.sluice.state.TimedTable;
import dev.sluice.state.UpdateFunction;
import dev.sluice.state.UpdateStateStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the steps that keep state by key. */
public final class StateOperators {
    private StateOperators() {}

    /** The state of every key after each batch. */
    public static <K, V, S> StatefulOperator<KeyValue<K, List<V>>, StateTable<K, S>, KeyValue<K, S>> update(
            Operator<KeyValue<K, V>> parent,
            UpdateFunction<K, V, S> function,
            Partitioner partitioner,
            @Nullable PlanNode<KeyValue<K, S>> initial,
            Origin origin) {
        Operator<KeyValue<K, List<V>>> grouped =
                new StatelessOperator<>(parent, (node, at) -> KeyedPlans.groupByKey(node, partitioner, at), origin);
        return new StatefulOperator<>(
                grouped,
                placed(initial, partitioner, origin),
                (moment, withInitial) -> new UpdateStateStep<>(function, moment.batch(), withInitial),
                "values by key",
                partitioner,
                partitioner,
                origin);
    }

    /** An update function called for each key by itself: batch, key, values, state; empty drops the key. */
    public static <K, V, S> UpdateFunction<K, V, S> perKey(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function) {
        return new PerKeyUpdate<>(function);
    }

    /** What the spec's function gives for each record. */
    public static <K, V, S, T> StatefulOperator<KeyValue<K, V>, TimedTable<K, S>, T> mapWithState(
            Operator<KeyValue<K, V>> parent, StateSpec<K, V, S, T> spec, Partitioner partitioner, Origin origin) {
        Operator<KeyValue<K, V>> placed =
                new StatelessOperator<>(parent, (node, at) -> KeyedPlans.partitionBy(node, partitioner, at), origin);
        PlanNode<KeyValue<K, S>> initial =
                spec.initialState().map(states -> states.plan()).orElse(null);
        return new StatefulOperator<>(
                placed,
                placed(initial, partitioner, origin),
                (moment, withInitial) -> new MapWithStateStep<>(spec, moment.batch(), withInitial),
                "values and times by key",
                partitioner,
                null,
                origin);
    }

    /** Every key with its state. */
    public static <K, S> BiConsumer<TimedTable<K, S>, Emitter<? super KeyValue<K, S>>> entries() {
        return TimedTable::emitAll;
    }

    private static <K, S> List<PlanNode<?>> placed(
            @Nullable PlanNode<KeyValue<K, S>> initial, Partitioner partitioner, Origin origin) {
        return initial == null ? List.of() : List.of(KeyedPlans.partitionBy(initial, partitioner, origin));
    }
}
