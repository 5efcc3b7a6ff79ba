package dev.sluice.time;

import java.util.UUID;
import java.util.function.Supplier;

/** Identities that no one else has: the one thing that a live run leaves to chance. */
public final class SystemIdentities implements Supplier<UUID> {
    @Override
    public UUID get() {
        return UUID.randomUUID();
    }
}
