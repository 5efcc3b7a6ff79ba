package dev.sluice.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an input goes on.
 *
 * @param reading what the last settled batch read, see {@link InputPlan#reading}; null if no batch was settled
 * @param waiting what is in the log of the input and was not in a settled or planned batch, oldest first
 */
public record Resumption(@Nullable Object reading, List<RecordLog.Range> waiting) {
    /** A resumption with a copy of the list. */
    public Resumption {
        waiting = List.copyOf(waiting);
    }
}
