package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Combines records by key before they are exchanged, one table for each target, for as long as that pays: where more
 * than every second record of the sample's later half still brings a new key, the rest goes as it is. The choice depends
 * on nothing but the records, so that a batch that is run again gives the very same values.
 */
final class BucketScatter<K, V, C> extends Scatter<K, V> {
    /** The records that decide whether combining goes on; fewer of them cannot tell many keys from ever new ones. */
    static final int SAMPLE = 16_384;

    private final Combining<K, V, C> combining;
    private final @Nullable Bucket<K, V, C>[] buckets;
    private boolean combines;
    private int sampled;
    private int keysOfFirstHalf;

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
            sample();
        } else {
            bucket.append(record, hash);
        }
    }

    private void sample() {
        sampled++;
        if (sampled == SAMPLE / 2) {
            keysOfFirstHalf = keys();
        } else if (sampled == SAMPLE) {
            combines = keys() - keysOfFirstHalf <= SAMPLE / 4;
        }
    }

    private int keys() {
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
