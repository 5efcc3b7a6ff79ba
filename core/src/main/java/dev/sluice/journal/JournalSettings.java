package dev.sluice.journal;

import dev.sluice.storage.Durability;
import dev.sluice.storage.Storage;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where and how a run is written down.
 *
 * @param storage its directory, of which it has the root for itself
 * @param shown what people know the directory by
 * @param durability what the run survives
 * @param snapshotInterval how long after one snapshot the next is taken, in the time of batches
 * @param everyInterval whether intervals that were missed while no run was there are planned each by itself
 * @param dropped the ids of inputs and states that the program does without from now on
 * @param newJob the identity of a job that begins anew
 * @param behind runs the writing of snapshots, one at a time
 */
public record JournalSettings(
        Storage storage,
        String shown,
        Durability durability,
        Duration snapshotInterval,
        boolean everyInterval,
        Set<String> dropped,
        Supplier<UUID> newJob,
        Executor behind) {
    /** Settings with a copy of the set. */
    public JournalSettings {
        dropped = Set.copyOf(dropped);
    }
}
