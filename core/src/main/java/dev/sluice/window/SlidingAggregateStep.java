package dev.sluice.window;

import dev.sluice.data.KeyValue;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Copyable;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.EntryVisitor;

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
        return new Sliding<>(window, aggregate, slice, gives, origin, out, new Arrivals<>());
    }

    private static final class Sliding<K, A, R>
            implements ZipStep.Inputs, Emitter<Object>, EntryVisitor<K, A>, Copyable {
        private final SlidingWindowTable<K, A> window;
        private final Aggregate<?, A, R> aggregate;
        private final long slice;
        private final boolean gives;
        private final Origin origin;
        private final Emitter<? super KeyValue<K, R>> out;
        private final Arrivals<K, A> arrivals;

        Sliding(
                SlidingWindowTable<K, A> window,
                Aggregate<?, A, R> aggregate,
                long slice,
                boolean gives,
                Origin origin,
                Emitter<? super KeyValue<K, R>> out,
                Arrivals<K, A> arrivals) {
            this.window = window;
            this.aggregate = aggregate;
            this.slice = slice;
            this.gives = gives;
            this.origin = origin;
            this.out = out;
            this.arrivals = arrivals;
        }

        @Override
        public Emitter<Object> input(int parent) {
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // the partial aggregates by key
        public void emit(Object record) {
            try {
                if (arrivals.add((KeyValue<K, A>) record)) {
                    arrivals.enter(window, slice);
                }
            } catch (Throwable thrown) {
                throw UserCode.failure(origin, thrown);
            }
        }

        @Override
        public void finish() throws Exception {
            try {
                arrivals.enter(window, slice);
            } catch (Throwable thrown) {
                throw UserCode.failure(origin, thrown);
            }
            if (gives) {
                window.forEach(this);
            }
        }

        @Override
        public void visit(K key, int hash, A value) throws Exception {
            R result;
            try {
                result = aggregate.finish(value);
            } catch (Throwable thrown) {
                throw UserCode.failure(origin, thrown);
            }
            out.emit(KeyValue.of(key, result));
        }

        @Override
        public Object function() {
            return aggregate;
        }
    }
}
