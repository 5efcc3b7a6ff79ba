package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;

/** An evaluated shuffle: what each target partition is to read. Thread-safe. */
interface Exchange<K, C> {
    /** The records placed in a target. */
    Records<KeyValue<K, C>> read(int target, Job job) throws Exception;

    /** About how many records {@link #read} goes through, or {@link Volume#UNKNOWN}. */
    long size(int target);
}
