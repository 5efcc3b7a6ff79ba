package dev.sluice.engine.local;

import dev.sluice.plan.Copyable;
import dev.sluice.plan.Emitter;
import java.util.List;

/**
 * Where records enter a chain of steps: lets the job stop between two records, and gives failures that no step has
 * typed their type before whoever reads the records takes them for its own. To be copied, see {@link Copies}.
 */
final class Gate<T> implements Passage<T>, Copyable {
    /** How many records pass between two looks at whether to go on, less one; all ones in binary. */
    static final int CHECK_MASK = 0xff;

    private final Job job;
    private final Emitter<? super T> out;
    private long passed;

    Gate(Job job, Emitter<? super T> out) {
        this(job, out, 0);
    }

    private Gate(Job job, Emitter<? super T> out, long passed) {
        this.job = job;
        this.out = out;
        this.passed = passed;
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

    @Override
    public void emitAll(List<? extends T> records) throws Exception {
        Emitter<? super T> to = out;
        int taken = 0;
        try {
            for (T record : records) {
                if ((++taken & CHECK_MASK) == 0) {
                    job.check();
                }
                to.emit(record);
            }
        } catch (Throwable thrown) {
            throw job.failure(thrown);
        }
        passed += taken;
    }

    @Override
    public Object function() {
        return this;
    }

    @Override
    public long passed() {
        return passed;
    }
}
