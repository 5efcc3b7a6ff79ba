package dev.sluice.batch;

import java.time.Duration;
import java.util.List;

/**
 * How a stop went.
 *
 * @param complete whether all asked for was done before the deadline; false too where the stop goes on in the background
 *     because it was asked for from within a batch
 * @param batchesLeft planned batches that were not run to their end
 * @param recordsLeft records taken in but not processed, as far as the inputs can count them
 * @param took how long the stop took
 * @param steps what was done, for people, in order
 */
public record StopReport(boolean complete, long batchesLeft, long recordsLeft, Duration took, List<String> steps) {
    /** A report with a copy of the steps. */
    public StopReport {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return (complete ? "stopped" : "not all stopped") + " in " + took.toMillis() + " ms, " + left() + " left; "
                + String.join("; ", steps);
    }

    private String left() {
        return batchesLeft == 0 && recordsLeft == 0
                ? "nothing"
                : batchesLeft
                        + (batchesLeft == 1 ? " batch and " : " batches and ")
                        + recordsLeft
                        + (recordsLeft == 1 ? " record" : " records");
    }
}
