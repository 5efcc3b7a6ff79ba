package dev.sluice.conformance.simulation;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.storage.Durability;

/**
 * How a program runs, in all lives.
 *
 * @param perBatch the most records of a replayable feed in a batch
 */
record Settings(
        Durability durability, int snapshotSeconds, FailurePolicy failures, boolean missedIntervals, int perBatch) {
    static final Settings PLAIN = new Settings(Durability.POWER, 2, FailurePolicy.stop(), false, 3);
}
