package dev.sluice.engine.spark;

import dev.sluice.plan.Emitter;

/**
 * Where records enter a chain of steps: lets Spark end the task between two records, and gives failures that no step has
 * typed their type before whoever reads the records takes them for its own.
 */
final class Gate<T> implements Emitter<T> {
    /** How many records pass between two looks at whether to go on, less one; all ones in binary. */
    static final int CHECK_MASK = 0xff;

    private final Evaluation evaluation;
    private final Emitter<? super T> out;
    private int passed;

    Gate(Evaluation evaluation, Emitter<? super T> out) {
        this.evaluation = evaluation;
        this.out = out;
    }

    @Override
    public void emit(T record) {
        emitUnchecked(record);
    }

    void emitUnchecked(T record) {
        if ((++passed & CHECK_MASK) == 0) {
            evaluation.check();
        }
        try {
            out.emit(record);
        } catch (Throwable thrown) {
            throw evaluation.failure(thrown);
        }
    }
}
