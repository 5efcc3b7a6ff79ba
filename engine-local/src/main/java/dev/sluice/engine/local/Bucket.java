package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What one source partition sends to one target to be combined: first combined entries, then records as they came, each
 * with the hash of its key. Used by one thread at a time.
 */
final class Bucket<K, V, C> {
    private static final int CAPACITY_MIN = 16;

    private final KeyedTable<K, C> combined = new KeyedTable<>();
    private final ChunkedRecords<KeyValue<K, V>> records = new ChunkedRecords<>();
    private int[] hashes = {};
    private int size;

    KeyedTable<K, C> combined() {
        return combined;
    }

    void append(KeyValue<K, V> record, int hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(CAPACITY_MIN, 2 * size));
        }
        records.emit(record);
        hashes[size++] = hash;
    }

    /** How many records are there as they came. */
    int appended() {
        return size;
    }

    Iterator<KeyValue<K, V>> records() {
        return records.iterator();
    }

    int hashAt(int index) {
        return hashes[index];
    }
}
