package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Combines records by key before they are exchanged, one table for each target, for as long as that pays: where a
 * sample shows more than one key for every two records, the rest goes as it is. The choice depends on nothing but the
 * records, so that a batch that is run again gives the very same values.
 */
final class BucketScatter<K, V, C> extends Scatter<K, V> {
    /** The records that decide whether combining goes on. */
    static final int SAMPLE = 1_024;

    private final Combining<K, V, C> combining;
    private final @Nullable Bucket<K, V, C>[] buckets;
    private boolean combines;
    private int sampled;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    BucketScatter(Placement placement, Combining<K, V, C> combining, TaskContext task) {
        super(placement, task);
        this.combining = combining;
        this.combines = combining.combiner().mapSide();
        this.buckets = new Bucket[placement.targets()];
    }

    @Override
    void send(KeyValue<K, V> record, int hash, int target) {
        Bucket<K, V, C> bucket = buckets[target];
        if (bucket == null) {
            bucket = new Bucket<>();
            buckets[target] = bucket;
        }
        if (combines) {
            bucket.combine(combining, record, hash);
            if (++sampled == SAMPLE) {
                combines = 2 * distinct() <= SAMPLE;
            }
        } else {
            bucket.append(record, hash);
        }
    }

    private int distinct() {
        int keys = 0;
        for (Bucket<K, V, C> bucket : buckets) {
            keys += bucket == null ? 0 : bucket.combinedKeys();
        }
        return keys;
    }

    /** What was sent to a target, or null if nothing was. */
    @Nullable
    Bucket<K, V, C> sentTo(int target) {
        return buckets[target];
    }

    /** Lets go of what was sent to a target. */
    void release(int target) {
        buckets[target] = null;
    }

    boolean combines() {
        return combines;
    }
}
