package dev.sluice.plan;

import dev.sluice.function.Function;
import java.util.Iterator;

/** Any number of records for each record. */
public record FlatMapStep<I, O>(Function<I, ? extends Iterable<? extends O>> function) implements Step.Element<I, O> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<I> open(TaskContext task, Origin origin, Emitter<? super O> out) {
        return new Expanding<>(function, task, origin, out);
    }

    private static final class Expanding<I, O> implements Stage<I>, Copyable {
        private final Function<I, ? extends Iterable<? extends O>> function;
        private final TaskContext task;
        private final Origin origin;
        private final Emitter<? super O> out;

        Expanding(
                Function<I, ? extends Iterable<? extends O>> function,
                TaskContext task,
                Origin origin,
                Emitter<? super O> out) {
            this.function = function;
            this.task = task;
            this.origin = origin;
            this.out = out;
        }

        @Override
        public void emit(I record) throws Exception {
            Iterator<? extends O> results;
            try {
                results = function.apply(record).iterator();
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            while (true) {
                O result;
                try {
                    if (!results.hasNext()) {
                        return;
                    }
                    result = results.next();
                } catch (Throwable thrown) {
                    task.failed(origin, record, thrown);
                    return;
                }
                out.emit(result);
            }
        }

        @Override
        public Object function() {
            return function;
        }
    }
}
