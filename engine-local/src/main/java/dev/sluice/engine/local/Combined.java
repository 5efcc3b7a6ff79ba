package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.KeyedTable;
import org.jspecify.annotations.Nullable;

/** Takes the records of one source partition in, combined for each target. Used by one thread at a time. */
interface Combined<K, V, C> extends Emitter<KeyValue<K, V>> {
    /**
     * Adds what was sent to a target, and lets go of it.
     *
     * @param before what was sent to it by the sources before, or null; taken over
     * @return everything so far, or null if there is nothing
     */
    @Nullable
    KeyedTable<K, C> addTo(@Nullable KeyedTable<K, C> before, int target, Cancellation cancellation);

    /** How many entries and records there are for a target. */
    int size(int target);
}
