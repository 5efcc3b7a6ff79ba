package dev.sluice.window;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import org.jspecify.annotations.Nullable;

/** Takes records one by one into the count window of their key, and gives the aggregate of each window that ends. */
public record CountWindowStep<K, V, A, R>(Aggregate<V, A, R> aggregate, Window.Counted window)
        implements StateStep<CountWindowTable<K, A>, KeyValue<K, R>> {
    @Override
    public Supplier<CountWindowTable<K, A>> emptyState() {
        return () -> new CountWindowTable<>(aggregate, window);
    }

    @Override
    public boolean visitsAll() {
        return false;
    }

    @Override
    public ZipStep.Inputs open(
            CountWindowTable<K, A> table, TaskContext task, Origin origin, Emitter<? super KeyValue<K, R>> out) {
        return new ZipStep.Inputs() {
            @Override
            @SuppressWarnings("unchecked")
            public Emitter<Object> input(int parent) {
                return record -> {
                    KeyValue<K, V> pair = (KeyValue<K, V>) record;
                    KeyValue<K, R> ended;
                    try {
                        ended = take(pair);
                    } catch (Throwable thrown) {
                        throw FaultHandler.failure(origin, record, thrown);
                    }
                    if (ended != null) {
                        out.emit(ended);
                    }
                };
            }

            private @Nullable KeyValue<K, R> take(KeyValue<K, V> pair) throws Exception {
                A partial = aggregate.add(aggregate.zero(), pair.value());
                A ended = table.add(pair.key(), StableHash.of(pair.key()), partial);
                return ended == null ? null : KeyValue.of(pair.key(), aggregate.finish(ended));
            }

            @Override
            public void finish() {}
        };
    }
}
