package dev.sluice.plan;

import dev.sluice.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** One value for the whole partition: its records combined from left to right; nothing for an empty partition. */
public record ReduceStep<T>(BinaryOperator<T> function) implements Step.Element<T, T> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super T> out) {
        return new Reducing<T>(function, origin, out, null, false);
    }

    private static final class Reducing<T> implements Stage<T>, Copyable {
        private final BinaryOperator<T> function;
        private final Origin origin;
        private final Emitter<? super T> out;
        private @Nullable T reduced;
        private boolean any;

        Reducing(BinaryOperator<T> function, Origin origin, Emitter<? super T> out, @Nullable T reduced, boolean any) {
            this.function = function;
            this.origin = origin;
            this.out = out;
            this.reduced = reduced;
            this.any = any;
        }

        @Override
        @SuppressWarnings("NullAway") // reduced is set once any is true
        public void emit(T record) throws Exception {
            try {
                reduced = any ? function.apply(reduced, record) : record;
            } catch (Throwable thrown) {
                throw FaultHandler.failure(origin, record, thrown);
            }
            any = true;
        }

        @Override
        @SuppressWarnings("NullAway")
        public void finish() throws Exception {
            if (any) {
                out.emit(reduced);
            }
        }

        @Override
        public Object function() {
            return function;
        }
    }
}
