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
import dev.sluice.table.VersionedTable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;

/** Every known key and every key with new values passes through one call of the program's function in every batch. */
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
        private final Arrived<K, V> arrived = new Arrived<>();
        private final BitSet staying = new BitSet();

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
                    : record -> arrived.add((KeyValue<K, List<V>>) record);
        }

        private void initial(KeyValue<K, S> record) {
            states.put(record.key(), StableHash.of(record.key()), record.value());
        }

        @Override
        public void finish() throws Exception {
            Updates<K, V, S> updates = new Updates<>(states, arrived);
            Iterator<KeyValue<K, S>> results = UserCode.get(
                    () -> requireNonNull(
                            function.apply(batch, updates),
                            "the function returned null; an empty iterator drops every key"),
                    origin);
            while (UserCode.get(results::hasNext, origin)) {
                KeyValue<K, S> result = UserCode.get(results::next, origin);
                keep(result.key(), KeyHash.of(result.key(), origin), requireState(result));
                out.emit(result);
            }
            dropOthers();
        }

        private S requireState(KeyValue<K, S> result) {
            if (result.value() == null) {
                throw new StateException(origin + ": the state of key " + result.key()
                        + " cannot be null; leave the key out to drop it");
            }
            return result.value();
        }

        /** A state that stays the same instance is not changed, so that nothing is stored anew. */
        @SuppressWarnings("ReferenceEquality")
        private void keep(K key, int hash, S state) {
            int slot = states.find(key, hash);
            if (slot < 0) {
                states.put(key, hash, state);
                slot = states.find(key, hash);
            } else if (states.valueAt(slot) != state) {
                states.putAt(slot, state);
            }
            staying.set(slot);
        }

        private void dropOthers() {
            PrimitiveIterator.OfInt known = states.slots();
            while (known.hasNext()) {
                int slot = known.nextInt();
                if (!staying.get(slot)) {
                    states.removeAt(slot);
                }
            }
        }
    }
}
