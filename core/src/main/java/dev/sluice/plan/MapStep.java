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
        Function<I, O> f = function;
        return record -> {
            O result;
            try {
                result = f.apply(record);
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            out.emit(result);
        };
    }
}
