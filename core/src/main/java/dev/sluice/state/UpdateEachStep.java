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
import java.util.PrimitiveIterator;

/** One call of the program's function, in every batch, for every known key and every key with new values. */
public final class UpdateEachStep<K, V, S> implements StateStep<StateTable<K, S>, KeyValue<K, S>> {
    private static final long serialVersionUID = 1L;

    private final QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public UpdateEachStep(
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
    public ZipStep.Inputs open(
            StateTable<K, S> table, TaskContext task, Origin origin, Emitter<? super KeyValue<K, S>> out) {
        return new Running(table.states(), new UpdateCall<>(function, batch, table.states(), origin, out));
    }

    private final class Running implements ZipStep.Inputs {
        private final VersionedTable<K, S> states;
        private final UpdateCall<K, V, S> call;
        private final Arrived<K, V> arrived = new Arrived<>();

        Running(VersionedTable<K, S> states, UpdateCall<K, V, S> call) {
            this.states = states;
            this.call = call;
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the values grouped by key
        public Emitter<Object> input(int parent) {
            return withInitial && parent == 0
                    ? record -> initial((KeyValue<K, S>) record)
                    : record -> arrived.add((KeyValue<K, List<V>>) record);
        }

        private void initial(KeyValue<K, S> record) {
            states.put(record.key(), StableHash.of(record.key()), record.value());
        }

        @Override
        public void finish() throws Exception {
            PrimitiveIterator.OfInt known = states.slots();
            PrimitiveIterator.OfInt came = arrived.notIn(states);
            while (known.hasNext()) {
                int slot = known.nextInt();
                K key = states.keyAt(slot);
                int hash = states.hashAt(slot);
                call.update(key, hash, arrived.of(key, hash), slot);
            }
            while (came.hasNext()) {
                int slot = came.nextInt();
                call.update(arrived.keyAt(slot), arrived.hashAt(slot), arrived.valuesAt(slot), -1);
            }
        }
    }
}
