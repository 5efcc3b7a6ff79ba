package dev.sluice.engine.local;

import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.FaultHandler;

/** The two ways in which the engine runs a stage, each forced. */
enum Mode {
    /** All on the calling thread. */
    INLINE(1, Long.MAX_VALUE),
    /** Shared with two workers, however little there is to do. */
    SHARED(3, 0);

    private final int parallelism;
    private final long inlineRecordsMax;

    Mode(int parallelism, long inlineRecordsMax) {
        this.parallelism = parallelism;
        this.inlineRecordsMax = inlineRecordsMax;
    }

    LocalEngine engine() {
        return new LocalEngine("test", parallelism, new Tuning(inlineRecordsMax, Long.MAX_VALUE, () -> 0), Checks.NONE);
    }

    static JobGroup group(LocalEngine engine) {
        return engine.open(new GroupOptions("test batch 1", FaultHandler.FAIL));
    }
}
