package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.error.StateException;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.KeyHash;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.KeyedTable;
import dev.sluice.table.VersionedTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Every known key and every key with new values passes through the program's function in every batch. */
public final class UpdateStateStep<K, V, S> implements StateStep<StateTable<K, S>, KeyValue<K, S>> {
    private static final long serialVersionUID = 1L;

    private final UpdateFunction<K, V, S> function;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public UpdateStateStep(UpdateFunction<K, V, S> function, Batch batch, boolean withInitial) {
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
        return new Running(table.states(), origin, out);
    }

    private final class Running implements ZipStep.Inputs {
        private final VersionedTable<K, S> states;
        private final Origin origin;
        private final Emitter<? super KeyValue<K, S>> out;
        private final KeyedTable<K, List<V>> arrived = new KeyedTable<>();

        Running(VersionedTable<K, S> states, Origin origin, Emitter<? super KeyValue<K, S>> out) {
            this.states = states;
            this.origin = origin;
            this.out = out;
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

        private void arrived(KeyValue<K, List<V>> record) {
            int slot = arrived.add(record.key(), StableHash.of(record.key()));
            arrived.setValueAt(slot, record.value());
        }

        @Override
        public void finish() throws Exception {
            List<KeyedUpdate<K, V, S>> updates = updates();
            KeyedTable<K, Boolean> stays = new KeyedTable<>();
            Iterator<KeyValue<K, S>> results = UserCode.get(
                    () -> requireNonNull(
                            function.apply(batch, updates.iterator()),
                            "the function returned null; an empty iterator drops every key"),
                    origin);
            while (UserCode.get(results::hasNext, origin)) {
                KeyValue<K, S> result = UserCode.get(results::next, origin);
                int hash = KeyHash.of(result.key(), origin);
                requireState(result);
                stays.add(result.key(), hash);
                states.put(result.key(), hash, result.value());
                out.emit(result);
            }
            dropOthers(updates, stays);
        }

        private void requireState(KeyValue<K, S> result) {
            if (result.value() == null) {
                throw new StateException(origin + ": the state of key " + result.key()
                        + " cannot be null; leave the key out to drop it");
            }
        }

        private List<KeyedUpdate<K, V, S>> updates() throws Exception {
            List<KeyedUpdate<K, V, S>> updates = new ArrayList<>();
            states.forEach((key, hash, state) -> {
                int slot = arrived.find(key, hash);
                List<V> values = slot < 0 ? List.of() : valuesAt(slot);
                updates.add(new KeyedUpdate<>(key, values, Optional.of(state)));
            });
            for (int slot = 0; slot < arrived.size(); slot++) {
                K key = arrived.keyAt(slot);
                if (states.get(key, arrived.hashAt(slot)) == null) {
                    updates.add(new KeyedUpdate<>(key, valuesAt(slot), Optional.empty()));
                }
            }
            return updates;
        }

        private List<V> valuesAt(int slot) {
            return requireNonNull(arrived.valueAt(slot));
        }

        private void dropOthers(List<KeyedUpdate<K, V, S>> updates, KeyedTable<K, Boolean> stays) {
            for (KeyedUpdate<K, V, S> update : updates) {
                int hash = StableHash.of(update.key());
                if (update.state().isPresent() && stays.find(update.key(), hash) < 0) {
                    states.remove(update.key(), hash);
                }
            }
        }
    }
}
