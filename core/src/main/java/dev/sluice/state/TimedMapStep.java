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
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of the program's function for each record, and for each key that times out. */
public final class TimedMapStep<K, V, S, T> implements StateStep<TimedTable<K, S>, T> {
    private static final long serialVersionUID = 1L;

    private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
    private final Duration timeout;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public TimedMapStep(StateSpec<K, V, S, T> spec, Duration timeout, Batch batch, boolean withInitial) {
        this.function = spec.function();
        this.timeout = timeout;
        this.batch = batch;
        this.withInitial = withInitial;
    }

    @Override
    public Supplier<TimedTable<K, S>> emptyState() {
        return TimedTable::new;
    }

    @Override
    public boolean visitsAll() {
        return false;
    }

    @Override
    public ZipStep.Inputs open(TimedTable<K, S> table, TaskContext task, Origin origin, Emitter<? super T> out) {
        table.at(batch.timeMillis());
        return new Running<>(
                function,
                timeout,
                batch,
                withInitial,
                origin,
                out,
                table,
                new NearRecords<>(table.entries()),
                new State<>(),
                0);
    }

    private static final class Running<K, V, S, T> implements ZipStep.Inputs, Emitter<Object>, Copyable {
        private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
        private final Duration timeout;
        private final Batch batch;
        private final boolean withInitial;
        private final Origin origin;
        private final Emitter<? super T> out;
        private final TimedTable<K, S> table;
        private final NearRecords<K, V> records;
        private final State<S> state;
        private int parent;

        Running(
                QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function,
                Duration timeout,
                Batch batch,
                boolean withInitial,
                Origin origin,
                Emitter<? super T> out,
                TimedTable<K, S> table,
                NearRecords<K, V> records,
                State<S> state,
                int parent) {
            this.function = function;
            this.timeout = timeout;
            this.batch = batch;
            this.withInitial = withInitial;
            this.origin = origin;
            this.out = out;
            this.table = table;
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
                table.put(initial.key(), StableHash.of(initial.key()), initial.value());
            } else if (records.add((KeyValue<K, V>) record)) {
                updateAll();
            }
        }

        @Override
        public void finish() throws Exception {
            updateAll();
            for (Filing<K> idle : table.idleSince(batch.timeMillis() - timeout.toMillis())) {
                state.wrap(table.get(idle.key(), idle.hash()), true);
                call(idle.key(), Optional.empty());
                table.remove(idle.key(), idle.hash());
            }
        }

        private void updateAll() throws Exception {
            int held = records.find();
            for (int i = 0; i < held; i++) {
                update(records.recordAt(i), records.hashAt(i), records.slotAt(i));
            }
        }

        private void update(KeyValue<K, V> record, int hash, int slot) throws Exception {
            @Nullable S before = slot < 0 ? null : table.stateAt(slot);
            state.wrap(before, false);
            call(record.key(), Optional.ofNullable(record.value()));
            if (state.isUpdated()) {
                table.put(record.key(), hash, slot, state.get());
            } else if (state.isRemoved() && slot >= 0) {
                table.entries().removeAt(slot);
            } else if (!state.isRemoved() && before != null) {
                table.put(record.key(), hash, slot, before);
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
