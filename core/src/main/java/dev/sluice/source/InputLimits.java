package dev.sluice.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * The bounds of an input.
 *
 * @param recordsPerSecondMax the most records a second; a receiver above it waits. {@link Long#MAX_VALUE} for no limit
 * @param bufferedRecordsMax the most records of a receiver that wait for a batch; at the bound its {@code store} waits
 * @param restartDelayMin the first pause before a failed receiver is started again; doubled at each failure in a row
 * @param restartDelayMax the longest such pause
 */
public record InputLimits(
        long recordsPerSecondMax, int bufferedRecordsMax, Duration restartDelayMin, Duration restartDelayMax)
        implements Serializable {
    /** No limit on the rate, a million records waiting, restarts after 100 ms up to 30 s. */
    public static final InputLimits DEFAULT =
            new InputLimits(Long.MAX_VALUE, 1_000_000, Duration.ofMillis(100), Duration.ofSeconds(30));
}
