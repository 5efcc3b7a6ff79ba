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
        Predicate<T> test = predicate;
        return record -> {
            boolean passes;
            try {
                passes = test.test(record);
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            if (passes) {
                out.emit(record);
            }
        };
    }
}
