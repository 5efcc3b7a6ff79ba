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
        return new Stage<>() {
            private A folded = UserCode.get(zero, origin);
            private boolean any = whenEmpty;

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
        };
    }
}
