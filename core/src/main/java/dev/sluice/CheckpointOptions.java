package dev.sluice;

import dev.sluice.journal.JournalSettings;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Storage;
import dev.sluice.time.SystemIdentities;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * The directory of a context and what is kept there.
 *
 * @param storage which has the directory as its root
 * @param shown what people know it by
 * @param dropped the ids of what the program does without from now on
 */
record CheckpointOptions(
        Storage storage,
        String shown,
        Durability durability,
        Duration snapshotInterval,
        boolean everyInterval,
        Set<String> dropped) {
    /**
     * What a run needs of it.
     *
     * @param live whether the run goes by the system's clock; otherwise all that is random comes from the seed
     */
    JournalSettings settings(boolean live, long seed, Executor behind) {
        return new JournalSettings(
                storage,
                shown,
                durability,
                snapshotInterval,
                everyInterval,
                dropped,
                live ? new SystemIdentities() : () -> seeded(seed),
                behind);
    }

    private static UUID seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new UUID(random.nextLong(), random.nextLong());
    }
}
