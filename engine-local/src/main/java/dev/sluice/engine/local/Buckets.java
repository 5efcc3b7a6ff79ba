package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import org.jspecify.annotations.Nullable;

/**
 * What one source partition sends to all targets to be combined. Records are combined before they are exchanged for as
 * long as that pays: where more than every second record of the sample's later half still brings a new key, the rest goes
 * as it is. The choice depends on nothing but the records, so that a batch that is run again gives the very same values.
 * Used by one thread at a time.
 */
final class Buckets<K, V, C> {
    /** The records that decide whether combining goes on; fewer of them cannot tell many keys from ever new ones. */
    static final int SAMPLE = 16_384;

    private final @Nullable Bucket<K, V, C>[] buckets;
    private boolean combines;
    private int unsampled;
    private int keysOfFirstHalf;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    private Buckets(int targets, boolean combines, int sample) {
        this.buckets = new Bucket[targets];
        this.combines = combines;
        this.unsampled = sample;
    }

    /**
     * Buckets for so many targets.
     *
     * @param combines whether records are to be combined at all before they are exchanged
     */
    static <K, V, C> Buckets<K, V, C> forTargets(int targets, boolean combines) {
        return new Buckets<>(targets, combines, combines ? SAMPLE + 1 : 0);
    }

    /** The bucket for records that stay where they are, all of them combined. */
    static <K, V, C> Buckets<K, V, C> here() {
        return new Buckets<>(1, true, 0);
    }

    /** Where the next record is to be combined, or null if it is to be sent as it is. */
    @Nullable
    KeyedTable<K, C> combined(int target) {
        if (unsampled > 0) {
            sample();
        }
        return combines ? bucket(target).combined() : null;
    }

    void append(int target, KeyValue<K, V> record, int hash) {
        bucket(target).append(record, hash);
    }

    private Bucket<K, V, C> bucket(int target) {
        Bucket<K, V, C> bucket = buckets[target];
        if (bucket == null) {
            bucket = new Bucket<>();
            buckets[target] = bucket;
        }
        return bucket;
    }

    /** What was sent to a target, which is let go of; null if nothing was. */
    @Nullable
    Bucket<K, V, C> take(int target) {
        Bucket<K, V, C> bucket = buckets[target];
        buckets[target] = null;
        return bucket;
    }

    /** The number of combined entries and records that were sent to a target. */
    int size(int target) {
        Bucket<K, V, C> bucket = buckets[target];
        return bucket == null ? 0 : bucket.combined().size() + bucket.appended();
    }

    boolean combines() {
        return combines;
    }

    private void sample() {
        unsampled--;
        if (unsampled == SAMPLE / 2) {
            keysOfFirstHalf = keys();
        } else if (unsampled == 0) {
            combines = keys() - keysOfFirstHalf <= SAMPLE / 4;
        }
    }

    private int keys() {
        int keys = 0;
        for (Bucket<K, V, C> bucket : buckets) {
            keys += bucket == null ? 0 : bucket.combined().size();
        }
        return keys;
    }
}
