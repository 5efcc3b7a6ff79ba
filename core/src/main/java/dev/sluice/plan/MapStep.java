package dev.sluice.plan;

import dev.sluice.function.Function;

/** One record for each record. */
public record MapStep<I, O>(Function<I, O> function) implements Step.Element<I, O> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<I> open(TaskContext task, Origin origin, Emitter<? super O> out) {
        return new Mapping<>(function, task, origin, out);
    }

    private static final class Mapping<I, O> implements Stage<I>, Copyable {
        private final Function<I, O> function;
        private final TaskContext task;
        private final Origin origin;
        private final Emitter<? super O> out;

        Mapping(Function<I, O> function, TaskContext task, Origin origin, Emitter<? super O> out) {
            this.function = function;
            this.task = task;
            this.origin = origin;
            this.out = out;
        }

        @Override
        public void emit(I record) throws Exception {
            O result;
            try {
                result = function.apply(record);
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            out.emit(result);
        }

        @Override
        public Object function() {
            return function;
        }
    }
}
