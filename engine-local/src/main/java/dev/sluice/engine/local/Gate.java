package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;

/**
 * Where records enter a chain of steps: lets the job stop between two records, and gives failures that no step has
 * typed their type before whoever reads the records takes them for its own.
 */
final class Gate<T> implements Emitter<T> {
    /** How many records pass between two looks at whether to go on, less one; all ones in binary. */
    static final int CHECK_MASK = 0xff;

    private final Job job;
    private final Emitter<? super T> out;
    private int passed;

    Gate(Job job, Emitter<? super T> out) {
        this.job = job;
        this.out = out;
    }

    @Override
    public void emit(T record) throws Exception {
        if ((++passed & CHECK_MASK) == 0) {
            job.check();
        }
        try {
            out.emit(record);
        } catch (Throwable thrown) {
            throw job.failure(thrown);
        }
    }
}
