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
        Function<I, ? extends Iterable<? extends O>> f = function;
        return record -> {
            Iterator<? extends O> results;
            try {
                results = f.apply(record).iterator();
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            emitAll(task, origin, record, results, out);
        };
    }

    private void emitAll(
            TaskContext task, Origin origin, I record, Iterator<? extends O> results, Emitter<? super O> out)
            throws Exception {
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
}
