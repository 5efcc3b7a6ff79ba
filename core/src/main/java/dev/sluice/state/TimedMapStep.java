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
    public ZipStep.Inputs open(TimedTable<K, S> table, TaskContext task, Origin origin, Emitter<? super T> out) {
        table.at(batch.timeMillis());
        return new Running(table, new MapCall<>(function, batch, origin, out));
    }

    private final class Running implements ZipStep.Inputs {
        private final TimedTable<K, S> table;
        private final MapCall<K, V, S, T> call;
        private final NearRecords<K, V> records;

        Running(TimedTable<K, S> table, MapCall<K, V, S, T> call) {
            this.table = table;
            this.call = call;
            this.records = new NearRecords<>(table.entries(), this::update);
        }

        @Override
        @SuppressWarnings("unchecked") // the initial states come first, then the records
        public Emitter<Object> input(int parent) {
            return withInitial && parent == 0 ? record -> initial((KeyValue<K, S>) record) : records;
        }

        @Override
        public void finish() throws Exception {
            records.giveOn();
            for (Filing<K> idle : table.idleSince(batch.timeMillis() - timeout.toMillis())) {
                call.timeout(idle.key(), table.get(idle.key(), idle.hash()));
                table.remove(idle.key(), idle.hash());
            }
        }

        private void initial(KeyValue<K, S> record) {
            table.put(record.key(), StableHash.of(record.key()), record.value());
        }

        private void update(KeyValue<K, V> record, int hash, int slot) throws Exception {
            @Nullable S before = slot < 0 ? null : table.stateAt(slot);
            State<S> after = call.record(record, before);
            if (after.isUpdated()) {
                table.put(record.key(), hash, slot, after.get());
            } else if (after.isRemoved() && slot >= 0) {
                table.entries().removeAt(slot);
            } else if (!after.isRemoved() && before != null) {
                table.put(record.key(), hash, slot, before);
            }
        }
    }
}
