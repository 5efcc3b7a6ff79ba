package dev.sluice.log;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.Durability;

/**
 * How a log is written.
 *
 * @param durability what an awaited entry survives; not {@link Durability#NONE}
 * @param segmentBytesMax after how many bytes a new file is begun; an append is never divided, so that one larger than
 *     this has a file of its own. With {@link Durability#POWER}, also how much is kept in memory until it is synced
 * @param fence throws if another run has taken over; called before each sync and, with {@link Durability#PROCESS}, by
 *     each await
 */
public record LogSettings(Durability durability, long segmentBytesMax, Runnable fence) {
    /** Checks the settings. */
    public LogSettings {
        if (durability == Durability.NONE) {
            throw new InvalidProgramException("a log must survive something, but its durability was NONE;"
                    + " keep no log, or give it PROCESS or POWER");
        }
        if (segmentBytesMax < 1) {
            throw new InvalidProgramException(
                    "segmentBytesMax must be positive, but was " + segmentBytesMax + "; try 67108864");
        }
    }

    boolean syncs() {
        return durability == Durability.POWER;
    }
}
