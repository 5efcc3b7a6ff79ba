package dev.sluice.plan;

import dev.sluice.function.Predicate;

/** The records that pass a test. */
public record FilterStep<T>(Predicate<T> predicate) implements Step.Element<T, T> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super T> out) {
        return new Filtering<>(predicate, task, origin, out);
    }

    private static final class Filtering<T> implements Stage<T>, Copyable {
        private final Predicate<T> predicate;
        private final TaskContext task;
        private final Origin origin;
        private final Emitter<? super T> out;

        Filtering(Predicate<T> predicate, TaskContext task, Origin origin, Emitter<? super T> out) {
            this.predicate = predicate;
            this.task = task;
            this.origin = origin;
            this.out = out;
        }

        @Override
        public void emit(T record) throws Exception {
            boolean passes;
            try {
                passes = predicate.test(record);
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            if (passes) {
                out.emit(record);
            }
        }

        @Override
        public Object function() {
            return predicate;
        }
    }
}
