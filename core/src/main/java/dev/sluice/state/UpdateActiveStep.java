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
import java.util.List;
import java.util.Optional;

/** One call of the program's function for every key with new values; other keys are not touched. */
public final class UpdateActiveStep<K, V, S> implements StateStep<StateTable<K, S>, KeyValue<K, S>> {
    private static final long serialVersionUID = 1L;

    private final QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public UpdateActiveStep(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function, Batch batch, boolean withInitial) {
        this.function = function;
        this.batch = batch;
        this.withInitial = withInitial;
    }

    @Override
    public Supplier<StateTable<K, S>> emptyState() {
        return StateTable::new;
    }

    @Override
    public boolean visitsAll() {
        return false;
    }

    @Override
    public ZipStep.Inputs open(
            StateTable<K, S> table, TaskContext task, Origin origin, Emitter<? super KeyValue<K, S>> out) {
        return new Running(table.states(), new UpdateCall<>(function, batch, table.states(), origin, out));
    }

    private final class Running implements ZipStep.Inputs {
        private final VersionedTable<K, S> states;
        private final UpdateCall<K, V, S> call;
        private final NearRecords<K, List<V>> grouped;

        Running(VersionedTable<K, S> states, UpdateCall<K, V, S> call) {
            this.states = states;
            this.call = call;
            this.grouped = new NearRecords<>(states);
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the values grouped by key
        public Emitter<Object> input(int parent) {
            return withInitial && parent == 0
                    ? record -> initial((KeyValue<K, S>) record)
                    : record -> arrived((KeyValue<K, List<V>>) record);
        }

        private void initial(KeyValue<K, S> record) {
            states.put(record.key(), StableHash.of(record.key()), record.value());
        }

        private void arrived(KeyValue<K, List<V>> record) throws Exception {
            if (grouped.add(record)) {
                finish();
            }
        }

        @Override
        public void finish() throws Exception {
            int held = grouped.find();
            for (int i = 0; i < held; i++) {
                KeyValue<K, List<V>> record = grouped.recordAt(i);
                call.update(record.key(), grouped.hashAt(i), record.value(), grouped.slotAt(i));
            }
        }
    }
}
