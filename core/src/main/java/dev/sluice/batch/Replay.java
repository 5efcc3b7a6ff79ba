package dev.sluice.batch;

import dev.sluice.error.InvalidProgramException;

/**
 * That a start is to run one recorded batch again instead of going on: for looking at what a batch did.
 *
 * <p>The state before the batch is computed again, from the newest snapshot before it, with what the batches since then
 * read. No output acts but those that only print; no input is started, no listener of the program is told, and nothing is
 * written to the directory. Functions over records and Rdds are called, those in {@code transform} too.
 *
 * @param batch the id of the batch, from 1
 * @param recordsMax how many records of each output are shown, the first ones, partition by partition
 * @param listener told what comes out
 */
public record Replay(long batch, long recordsMax, ReplayListener listener) {
    /** How many records of each output are shown where nobody says. */
    public static final long RECORDS_DEFAULT = 100;

    /**
     * A replay.
     *
     * @throws InvalidProgramException if a number breaks its rule
     */
    public Replay {
        if (batch < 1 || recordsMax < 0) {
            throw new InvalidProgramException(
                    "batches are counted from 1, and at least 0 records are shown, but was given" + " batch " + batch
                            + " and " + recordsMax + " records");
        }
    }
}
