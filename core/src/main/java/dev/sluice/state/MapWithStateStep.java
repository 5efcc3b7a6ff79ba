package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.function.QuadFunction;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Copyable;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.VersionedTable;
import java.util.Optional;

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
    public boolean visitsAll() {
        return false;
    }

    @Override
    public ZipStep.Inputs open(StateTable<K, S> table, TaskContext task, Origin origin, Emitter<? super T> out) {
        return new Running<>(
                function,
                batch,
                withInitial,
                origin,
                out,
                table.states(),
                new NearRecords<>(table.states()),
                new State<>(),
                0);
    }

    private static final class Running<K, V, S, T> implements ZipStep.Inputs, Emitter<Object>, Copyable {
        private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
        private final Batch batch;
        private final boolean withInitial;
        private final Origin origin;
        private final Emitter<? super T> out;
        private final VersionedTable<K, S> states;
        private final NearRecords<K, V> records;
        private final State<S> state;
        private int parent;

        Running(
                QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function,
                Batch batch,
                boolean withInitial,
                Origin origin,
                Emitter<? super T> out,
                VersionedTable<K, S> states,
                NearRecords<K, V> records,
                State<S> state,
                int parent) {
            this.function = function;
            this.batch = batch;
            this.withInitial = withInitial;
            this.origin = origin;
            this.out = out;
            this.states = states;
            this.records = records;
            this.state = state;
            this.parent = parent;
        }

        @Override
        public Emitter<Object> input(int next) {
            parent = next;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the records
        public void emit(Object record) throws Exception {
            if (withInitial && parent == 0) {
                KeyValue<K, S> initial = (KeyValue<K, S>) record;
                states.put(initial.key(), StableHash.of(initial.key()), initial.value());
            } else if (records.add((KeyValue<K, V>) record)) {
                finish();
            }
        }

        @Override
        public void finish() throws Exception {
            int held = records.find();
            for (int i = 0; i < held; i++) {
                update(records.recordAt(i), records.hashAt(i), records.slotAt(i));
            }
        }

        private void update(KeyValue<K, V> record, int hash, int slot) throws Exception {
            state.wrap(slot < 0 ? null : states.valueAt(slot), false);
            call(record.key(), Optional.ofNullable(record.value()));
            if (state.isUpdated() && slot < 0) {
                states.put(record.key(), hash, state.get());
            } else if (state.isUpdated()) {
                states.putAt(slot, state.get());
            } else if (state.isRemoved() && slot >= 0) {
                states.removeAt(slot);
            }
        }

        private void call(K key, Optional<V> value) throws Exception {
            Optional<T> result;
            try {
                result = requireNonNull(function.apply(batch, key, value, state), MapCall.NULL);
            } catch (Throwable thrown) {
                throw MapCall.failure(origin, key, value, thrown);
            }
            if (result.isPresent()) {
                out.emit(result.get());
            }
        }

        @Override
        public Object function() {
            return function;
        }
    }
}
