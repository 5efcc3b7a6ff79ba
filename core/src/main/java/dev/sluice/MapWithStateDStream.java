package dev.sluice;

import dev.sluice.data.KeyValue;
import dev.sluice.operator.StateOperators;
import dev.sluice.operator.StatefulOperator;
import dev.sluice.plan.Origin;
import dev.sluice.state.KeyStates;

/** What a {@code mapWithState} function gives, and the states themselves. */
public final class MapWithStateDStream<K, V, S, T> extends DStream<T> {
    private final StatefulOperator<KeyValue<K, V>, ? extends KeyStates<K, S>, T> stateful;

    MapWithStateDStream(Program program, StatefulOperator<KeyValue<K, V>, ? extends KeyStates<K, S>, T> stateful) {
        super(program, stateful);
        this.stateful = stateful;
    }

    /** The states of all keys, in every batch. */
    public PairDStream<K, S> stateSnapshots() {
        Origin origin = Origin.here("stateSnapshots");
        program().requireOpen(origin);
        return new PairDStream<>(program(), StateOperators.snapshots(stateful, origin));
    }
}
