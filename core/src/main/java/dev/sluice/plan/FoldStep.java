package dev.sluice.plan;

import dev.sluice.function.BiFunction;
import dev.sluice.function.Supplier;

/**
 * One value for the whole partition: the fold of its records.
 *
 * @param zero the value of an empty partition, made anew for each
 * @param whenEmpty whether an empty partition gives its zero, or nothing
 */
public record FoldStep<T, A>(Supplier<A> zero, BiFunction<A, T, A> add, boolean whenEmpty)
        implements Step.Element<T, A> {
    @Override
    public boolean keepsEmpty() {
        return !whenEmpty;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super A> out) {
        return new Folding<>(add, origin, out, UserCode.get(zero, origin), whenEmpty);
    }

    private static final class Folding<T, A> implements Stage<T>, Copyable {
        private final BiFunction<A, T, A> add;
        private final Origin origin;
        private final Emitter<? super A> out;
        private A folded;
        private boolean any;

        Folding(BiFunction<A, T, A> add, Origin origin, Emitter<? super A> out, A folded, boolean any) {
            this.add = add;
            this.origin = origin;
            this.out = out;
            this.folded = folded;
            this.any = any;
        }

        @Override
        public void emit(T record) throws Exception {
            any = true;
            try {
                folded = add.apply(folded, record);
            } catch (Throwable thrown) {
                throw FaultHandler.failure(origin, record, thrown);
            }
        }

        @Override
        public void finish() throws Exception {
            if (any) {
                out.emit(folded);
            }
        }

        @Override
        public Object function() {
            return add;
        }
    }
}
