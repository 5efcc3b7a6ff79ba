package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.state.KeyStates;
import dev.sluice.state.MapWithStateStep;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateTable;
import dev.sluice.state.TimedMapStep;
import dev.sluice.state.UpdateActiveStep;
import dev.sluice.state.UpdateEachStep;
import dev.sluice.state.UpdateFunction;
import dev.sluice.state.UpdateStateStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the steps that keep state by key. */
public final class StateOperators {
    private static final String KEYED = "values by key";
    private static final String KEYED_WITH_TIMES = "values and times by key";
    private static final StateShape PLAIN = new StateShape(KEYED, Set.of(KEYED_WITH_TIMES));
    private static final StateShape TIMED = new StateShape(KEYED_WITH_TIMES, Set.of(KEYED));

    private StateOperators() {}

    /** The state of every key after each batch, by one call for all keys of a partition. */
    public static <K, V, S> StatefulOperator<KeyValue<K, List<V>>, StateTable<K, S>, KeyValue<K, S>> update(
            Operator<KeyValue<K, V>> parent,
            UpdateFunction<K, V, S> function,
            Partitioner partitioner,
            @Nullable PlanNode<KeyValue<K, S>> initial,
            Origin origin) {
        return updated(
                parent,
                (moment, withInitial) -> new UpdateStateStep<>(function, moment.batch(), withInitial),
                partitioner,
                initial,
                origin);
    }

    /** The state of every key after each batch, by a call for each: batch, key, values, state; empty drops the key. */
    public static <K, V, S> StatefulOperator<KeyValue<K, List<V>>, StateTable<K, S>, KeyValue<K, S>> updateEach(
            Operator<KeyValue<K, V>> parent,
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            @Nullable PlanNode<KeyValue<K, S>> initial,
            Origin origin) {
        return updated(
                parent,
                (moment, withInitial) -> new UpdateEachStep<>(function, moment.batch(), withInitial),
                partitioner,
                initial,
                origin);
    }

    /** The same for the keys with values only. */
    public static <K, V, S> StatefulOperator<KeyValue<K, List<V>>, StateTable<K, S>, KeyValue<K, S>> updateActive(
            Operator<KeyValue<K, V>> parent,
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Partitioner partitioner,
            @Nullable PlanNode<KeyValue<K, S>> initial,
            Origin origin) {
        return updated(
                parent,
                (moment, withInitial) -> new UpdateActiveStep<>(function, moment.batch(), withInitial),
                partitioner,
                initial,
                origin);
    }

    private static <K, V, S> StatefulOperator<KeyValue<K, List<V>>, StateTable<K, S>, KeyValue<K, S>> updated(
            Operator<KeyValue<K, V>> parent,
            StatefulOperator.StepOfBatch<StateTable<K, S>, KeyValue<K, S>> step,
            Partitioner partitioner,
            @Nullable PlanNode<KeyValue<K, S>> initial,
            Origin origin) {
        Operator<KeyValue<K, List<V>>> grouped =
                new StatelessOperator<>(parent, (node, at) -> KeyedPlans.groupByKey(node, partitioner, at), origin);
        return new StatefulOperator<>(
                grouped, placed(initial, partitioner, origin), step, PLAIN, partitioner, partitioner, origin);
    }

    /** What the spec's function gives for each record; states have times only where they time out. */
    public static <K, V, S, T> StatefulOperator<KeyValue<K, V>, ? extends KeyStates<K, S>, T> mapWithState(
            Operator<KeyValue<K, V>> parent, StateSpec<K, V, S, T> spec, Partitioner partitioner, Origin origin) {
        Duration timeout = spec.timeout().orElse(null);
        return timeout == null
                ? mapped(
                        parent,
                        spec,
                        (moment, withInitial) -> new MapWithStateStep<>(spec, moment.batch(), withInitial),
                        PLAIN,
                        partitioner,
                        origin)
                : mapped(
                        parent,
                        spec,
                        (moment, withInitial) -> new TimedMapStep<>(spec, timeout, moment.batch(), withInitial),
                        TIMED,
                        partitioner,
                        origin);
    }

    /** The states behind a stream, whole, in every batch. */
    public static <K, S, X extends KeyStates<K, S>> Operator<KeyValue<K, S>> snapshots(
            StatefulOperator<?, X, ?> stateful, Origin origin) {
        return new SnapshotOperator<>(stateful, KeyStates::emitAll, origin);
    }

    private static <K, V, S, T, X extends KeyStates<K, S>> StatefulOperator<KeyValue<K, V>, X, T> mapped(
            Operator<KeyValue<K, V>> parent,
            StateSpec<K, V, S, T> spec,
            StatefulOperator.StepOfBatch<X, T> step,
            StateShape shape,
            Partitioner partitioner,
            Origin origin) {
        Operator<KeyValue<K, V>> placed =
                new StatelessOperator<>(parent, (node, at) -> KeyedPlans.partitionBy(node, partitioner, at), origin);
        PlanNode<KeyValue<K, S>> initial =
                spec.initialState().map(states -> states.plan()).orElse(null);
        return new StatefulOperator<>(
                placed, placed(initial, partitioner, origin), step, shape, partitioner, null, origin);
    }

    private static <K, S> List<PlanNode<?>> placed(
            @Nullable PlanNode<KeyValue<K, S>> initial, Partitioner partitioner, Origin origin) {
        return initial == null ? List.of() : List.of(KeyedPlans.partitionBy(initial, partitioner, origin));
    }
}
