package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshot a run starts from.
 *
 * @param manifest the snapshot; null if it starts from nothing
 * @param damaged what is wrong with the newer ones that could not be used, newest first: worth an alarm
 */
public record Starting(@Nullable Manifest manifest, List<CorruptionException> damaged) {
    /** A start with a copy of the list. */
    public Starting {
        damaged = List.copyOf(damaged);
    }

    /** The version of the state that is there before the first batch: 0 if it starts from nothing. */
    public long version() {
        return manifest == null ? 0 : manifest.version();
    }
}
