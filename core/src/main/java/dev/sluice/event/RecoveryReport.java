package dev.sluice.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run found in its directory, and how it goes on.
 *
 * @param epoch how many runs there were, this one included
 * @param settledBatch the batch whose state was restored; 0 for none
 * @param batchesAgain how many planned batches after it are run again, exactly as planned
 * @param missed the time between the last planned batch and the start of this run
 * @param states what becomes of each state and input position, found by its id
 * @param damaged snapshots that could not be read and were passed over, because the log makes up for them: the disk needs
 *     a look
 * @param strayFiles names in the directory that are not Sluice's; they are left alone
 */
public record RecoveryReport(
        long epoch,
        long settledBatch,
        int batchesAgain,
        Duration missed,
        List<StateReport> states,
        List<String> damaged,
        List<String> strayFiles) {
    /** A report with copies of the lists. */
    public RecoveryReport {
        states = List.copyOf(states);
        damaged = List.copyOf(damaged);
        strayFiles = List.copyOf(strayFiles);
    }

    /** What becomes of a state or of the position of an input. */
    public enum Fate {
        /** It goes on as it was. */
        KEPT,
        /** It goes on in another shape, for example in another number of partitions. */
        CONVERTED,
        /** The program has it and the directory does not: it begins empty. */
        NEW,
        /** The directory has it and the program, which said so, does not. */
        DROPPED
    }

    /**
     * One state or input.
     *
     * @param id what it is found by
     * @param what the operator or source it belongs to, with the program line where it is known
     * @param detail how it was converted; empty otherwise
     */
    public record StateReport(String id, Fate fate, String what, Optional<String> detail) {
        @Override
        public String toString() {
            return fate.toString().toLowerCase(java.util.Locale.ROOT) + " \"" + id + "\" (" + what + ")"
                    + detail.map(text -> ": " + text).orElse("");
        }
    }
}
