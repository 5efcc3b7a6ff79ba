package dev.sluice.engine.local;

import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.FaultHandler;

/** The two ways in which the engine runs a stage, each forced. */
enum Mode {
    /** All on the calling thread, with the code of all operators. */
    INLINE(1, Long.MAX_VALUE, Tuning.NEVER),
    /** Shared with two workers, however little there is to do, each operator with its own code. */
    SHARED(3, 0, 0);

    private final int parallelism;
    private final Tuning tuning;

    Mode(int parallelism, long inlineRecordsMax, long copyAfter) {
        this.parallelism = parallelism;
        this.tuning = new Tuning(inlineRecordsMax, Long.MAX_VALUE, copyAfter, () -> 0);
    }

    LocalEngine engine() {
        return new LocalEngine("test", parallelism, tuning, Checks.NONE);
    }

    static JobGroup group(LocalEngine engine) {
        return engine.open(new GroupOptions("test batch 1", FaultHandler.FAIL));
    }
}
