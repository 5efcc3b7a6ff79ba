package dev.sluice.window;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;

/**
 * Takes one batch's partial aggregates by key into a sliding window, and gives the aggregate of every key that has
 * something in it.
 *
 * @param slices the number of slices in a window
 * @param slice the slice that the batch falls in
 * @param gives whether the batch ends a slide, so that records come out
 */
public record SlidingAggregateStep<K, A, R>(Aggregate<?, A, R> aggregate, int slices, long slice, boolean gives)
        implements StateStep<SlidingWindowTable<K, A>, KeyValue<K, R>> {
    @Override
    public Supplier<SlidingWindowTable<K, A>> emptyState() {
        return () -> new SlidingWindowTable<>(aggregate, slices);
    }

    @Override
    public ZipStep.Inputs open(
            SlidingWindowTable<K, A> window, TaskContext task, Origin origin, Emitter<? super KeyValue<K, R>> out) {
        return new ZipStep.Inputs() {
            @Override
            @SuppressWarnings("unchecked")
            public Emitter<Object> input(int parent) {
                return record -> {
                    KeyValue<K, A> partial = (KeyValue<K, A>) record;
                    K key = partial.key();
                    try {
                        window.add(slice, key, StableHash.of(key), partial.value());
                    } catch (Throwable thrown) {
                        throw UserCode.failure(origin, thrown);
                    }
                };
            }

            @Override
            public void finish() throws Exception {
                advance();
                if (gives) {
                    window.forEach((key, hash, value) -> out.emit(KeyValue.of(key, finished(value))));
                }
            }

            private void advance() {
                try {
                    window.advance(slice);
                } catch (Throwable thrown) {
                    throw UserCode.failure(origin, thrown);
                }
            }

            private R finished(A value) {
                return UserCode.get(() -> aggregate.finish(value), origin);
            }
        };
    }
}
