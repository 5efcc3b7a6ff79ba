package dev.sluice.state;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.function.QuadFunction;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.VersionedTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of the program's function for each record, of states that do not time out. */
public final class MapWithStateStep<K, V, S, T> implements StateStep<StateTable<K, S>, T> {
    private static final long serialVersionUID = 1L;

    private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public MapWithStateStep(StateSpec<K, V, S, T> spec, Batch batch, boolean withInitial) {
        this.function = spec.function();
        this.batch = batch;
        this.withInitial = withInitial;
    }

    @Override
    public Supplier<StateTable<K, S>> emptyState() {
        return StateTable::new;
    }

    @Override
    public ZipStep.Inputs open(StateTable<K, S> table, TaskContext task, Origin origin, Emitter<? super T> out) {
        return new Running(table.states(), new MapCall<>(function, batch, origin, out));
    }

    private final class Running implements ZipStep.Inputs {
        private final VersionedTable<K, S> states;
        private final MapCall<K, V, S, T> call;
        private final NearRecords<K, V> records;

        Running(VersionedTable<K, S> states, MapCall<K, V, S, T> call) {
            this.states = states;
            this.call = call;
            this.records = new NearRecords<>(states, this::update);
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the records
        public Emitter<Object> input(int parent) {
            return withInitial && parent == 0 ? record -> initial((KeyValue<K, S>) record) : records;
        }

        @Override
        public void finish() throws Exception {
            records.giveOn();
        }

        private void initial(KeyValue<K, S> record) {
            states.put(record.key(), StableHash.of(record.key()), record.value());
        }

        private void update(KeyValue<K, V> record, int hash, int slot) throws Exception {
            @Nullable S before = slot < 0 ? null : states.valueAt(slot);
            State<S> after = call.record(record, before);
            if (after.isUpdated() && slot < 0) {
                states.put(record.key(), hash, after.get());
            } else if (after.isUpdated()) {
                states.putAt(slot, after.get());
            } else if (after.isRemoved() && slot >= 0) {
                states.removeAt(slot);
            }
        }
    }
}
