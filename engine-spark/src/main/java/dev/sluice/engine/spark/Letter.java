package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What processes of one engine say to its driver, and what it says to that. */
sealed interface Letter extends Serializable {
    /**
     * An agent speaks to its owner.
     *
     * @param hosting which of the driver's agents it is
     * @param copy tells agents apart that were begun for one epoch because Spark ran a task twice
     * @param executor the executor that it runs on
     */
    record Report(int hosting, long epoch, UUID copy, String host, String executor, Serializable message)
            implements Letter {}

    /** A task looks for a block that no executor has. */
    record Wanted(long block) implements Letter {}

    /** The owner's answer, or the records of a block; null where there are none. */
    record Reply(@Nullable Serializable message) implements Letter {}

    /** The agent is not the owner's any more. */
    record Fenced(String reason) implements Letter {}

    /** The driver failed to answer. */
    record Failed(String reason) implements Letter {}
}
