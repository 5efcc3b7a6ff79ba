package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.StreamingContext;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.time.ManualClock;
import org.jspecify.annotations.Nullable;

/** One process of a program. */
record Life(StreamingContext context, ManualClock clock, SimulatedStorage disk) {
    /** Lets the time of so many batches pass. */
    Life run(int batches) {
        clock.advance(Machine.INTERVAL.multipliedBy(batches));
        return this;
    }

    /** Dies where it stands; nothing that it does afterwards reaches the disk. */
    void die() {
        disk.crash();
        context.stop();
    }

    /** Why it ended by itself; waits for the end if it has failed, null if it has not. */
    @Nullable
    Throwable failure() {
        return context.failure().isEmpty() ? null : catchThrowable(context::awaitTermination);
    }
}
