package dev.sluice.batch;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;

/**
 * What happens when a function of the program throws. The batch is never skipped: it is run again with exactly the same
 * input, or the context stops with it undone.
 *
 * @param retries how often a failed batch is run again before the context stops
 * @param retryDelay the pause before each such run
 * @param quarantine whether a record that a function threw on is left out and told to listeners and to
 *     {@code StreamingContext.quarantined()}, instead of failing the batch. Where the function is not called for single
 *     records, for example one that reduces or updates a state, or where a transactional sink refuses one, the records of
 *     the batch to blame are found by trying it with fewer of them, to no effect; at most a hundred in a batch
 */
public record FailurePolicy(int retries, Duration retryDelay, boolean quarantine) {
    /** A policy with sensible numbers. */
    public FailurePolicy {
        if (retries < 0 || retryDelay.isNegative()) {
            throw new InvalidProgramException(
                    "retries and their delay must not be negative, but were " + retries + " and " + retryDelay);
        }
    }

    /** The first failure stops the context; {@code awaitTermination} throws it. The default. */
    public static FailurePolicy stop() {
        return new FailurePolicy(0, Duration.ZERO, false);
    }

    /** A failed batch is run again, only the outputs that failed; after the last retry the context stops. */
    public static FailurePolicy retry(int times, Duration delay) {
        return new FailurePolicy(times, delay, false);
    }

    /** Records that a function throws on are left out and told; other failures stop the context. */
    public static FailurePolicy quarantineRecords() {
        return new FailurePolicy(0, Duration.ZERO, true);
    }

    /** The same, with failed batches run again. */
    public FailurePolicy withRetries(int times, Duration delay) {
        return new FailurePolicy(times, delay, quarantine);
    }
}
