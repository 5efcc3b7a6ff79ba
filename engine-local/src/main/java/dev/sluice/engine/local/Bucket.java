package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one source partition sends to one target to be combined: first combined entries, then records as they came, each
 * with the hash of its key. Used by one thread at a time.
 */
final class Bucket<K, V, C> {
    private static final int CAPACITY_MIN = 16;

    private final KeyedTable<K, C> combined = new KeyedTable<>();
    private List<KeyValue<K, V>> records = List.of();
    private int[] hashes = {};

    KeyedTable<K, C> combined() {
        return combined;
    }

    void append(KeyValue<K, V> record, int hash) {
        int size = records.size();
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(CAPACITY_MIN, 2 * size));
            records = size == 0 ? new ArrayList<>(CAPACITY_MIN) : records;
        }
        records.add(record);
        hashes[size] = hash;
    }

    /** How many records are there as they came. */
    int appended() {
        return records.size();
    }

    KeyValue<K, V> recordAt(int index) {
        return records.get(index);
    }

    int hashAt(int index) {
        return hashes[index];
    }
}
