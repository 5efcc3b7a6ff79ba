package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.error.StateException;
import dev.sluice.function.QuadFunction;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of the program's function for each record, and for each key that times out. */
public final class MapWithStateStep<K, V, S, T> implements StateStep<TimedTable<K, S>, T> {
    private static final long serialVersionUID = 1L;

    private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
    private final @Nullable Duration timeout;
    private final Batch batch;
    private final boolean withInitial;

    /** The step of one batch. */
    public MapWithStateStep(StateSpec<K, V, S, T> spec, Batch batch, boolean withInitial) {
        this.function = spec.function();
        this.timeout = spec.timeout().orElse(null);
        this.batch = batch;
        this.withInitial = withInitial;
    }

    @Override
    public Supplier<TimedTable<K, S>> emptyState() {
        return TimedTable::new;
    }

    @Override
    public ZipStep.Inputs open(TimedTable<K, S> table, TaskContext task, Origin origin, Emitter<? super T> out) {
        table.at(batch.timeMillis());
        return new Running(table, origin, out);
    }

    private final class Running implements ZipStep.Inputs {
        private final TimedTable<K, S> table;
        private final Origin origin;
        private final Emitter<? super T> out;
        private final State<S> state = new State<>();

        Running(TimedTable<K, S> table, Origin origin, Emitter<? super T> out) {
            this.table = table;
            this.origin = origin;
            this.out = out;
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the records
        public Emitter<Object> input(int parent) {
            return withInitial && parent == 0
                    ? record -> initial((KeyValue<K, S>) record)
                    : record -> update((KeyValue<K, V>) record);
        }

        @Override
        public void finish() throws Exception {
            if (timeout == null) {
                return;
            }
            for (Filing<K> idle : table.idleSince(batch.timeMillis() - timeout.toMillis())) {
                state.wrap(table.get(idle.key(), idle.hash()), true);
                call(idle.key(), Optional.empty());
                table.remove(idle.key(), idle.hash());
            }
        }

        private void initial(KeyValue<K, S> record) {
            table.put(record.key(), StableHash.of(record.key()), record.value());
        }

        private void update(KeyValue<K, V> record) throws Exception {
            K key = record.key();
            int hash = StableHash.of(key);
            S before = table.get(key, hash);
            state.wrap(before, false);
            call(key, Optional.ofNullable(record.value()));
            if (state.isRemoved()) {
                table.remove(key, hash);
            } else if (state.isUpdated()) {
                table.put(key, hash, state.get());
            } else if (timeout != null && before != null) {
                table.put(key, hash, before);
            }
        }

        private void call(K key, Optional<V> value) throws Exception {
            Optional<T> result;
            try {
                result = requireNonNull(
                        function.apply(batch, key, value, state),
                        "the function returned null; Optional.empty() gives no result");
            } catch (StateException forbidden) {
                throw new StateException(origin + ": " + forbidden.getMessage(), forbidden);
            } catch (Throwable thrown) {
                throw FaultHandler.failure(origin, KeyValue.of(key, value), thrown);
            }
            if (result.isPresent()) {
                out.emit(result.get());
            }
        }
    }
}
