package dev.sluice;

import dev.sluice.data.KeyValue;
import dev.sluice.operator.StateOperators;
import dev.sluice.operator.StatefulOperator;
import dev.sluice.plan.Origin;
import dev.sluice.state.StateTable;

/** The states that {@code updateActiveStateByKey} gave for the keys of each batch, and the states of all keys. */
public final class ActiveStateDStream<K, S> extends PairDStream<K, S> {
    private final StatefulOperator<?, StateTable<K, S>, KeyValue<K, S>> stateful;

    ActiveStateDStream(Program program, StatefulOperator<?, StateTable<K, S>, KeyValue<K, S>> stateful) {
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
