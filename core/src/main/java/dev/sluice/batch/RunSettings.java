package dev.sluice.batch;

import dev.sluice.intake.RateController;
import dev.sluice.source.InputLimits;
import dev.sluice.storage.TypeRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a program runs.
 *
 * @param latencyTarget the longest that a batch should take, which back-pressure keeps to; null for no back-pressure
 * @param stuckAfter how long a batch may run before it is told of as stuck
 * @param seed for all that is random in the run
 * @param types which classes may be written to files and read back
 */
public record RunSettings(
        String name,
        BatchInterval interval,
        OverloadPolicy overload,
        FailurePolicy failures,
        InputLimits limits,
        @Nullable Duration latencyTarget,
        Duration stuckAfter,
        long seed,
        TypeRegistry types) {
    private static final long FIRST_BATCH_RECORDS = 10_000;
    private static final long BATCH_RECORDS_MIN = 10;

    /** What batch times and slides are multiples of. */
    public Duration batchInterval() {
        return interval.min();
    }

    /** What limits the records of each batch. */
    RateController rateController() {
        return rateController(FIRST_BATCH_RECORDS);
    }

    /**
     * What limits the records of each batch in a run that goes on.
     *
     * @param recordsMax what was learned before
     */
    RateController rateController(long recordsMax) {
        long first = recordsMax == Long.MAX_VALUE ? FIRST_BATCH_RECORDS : recordsMax;
        return latencyTarget == null
                ? RateController.unlimited()
                : new RateController(latencyTarget, interval.max(), first, BATCH_RECORDS_MIN, Long.MAX_VALUE);
    }
}
