package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source partition sends to one target to be combined: first combined entries, then records as they came, each
 * with the hash of its key. Used by one thread at a time.
 */
final class Bucket<K, V, C> {
    private static final int CAPACITY_MIN = 16;

    private @Nullable KeyedTable<K, C> combined;
    private List<KeyValue<K, V>> records = List.of();
    private int[] hashes = {};

    void combine(Combining<K, V, C> combining, KeyValue<K, V> record, int hash) {
        KeyedTable<K, C> table = combined;
        if (table == null) {
            table = new KeyedTable<>();
            combined = table;
        }
        combining.add(table, record, hash);
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

    int combinedKeys() {
        return combined == null ? 0 : combined.size();
    }

    /** The combined entries and the records together. */
    int size() {
        return combinedKeys() + records.size();
    }

    /** Everything so far, this bucket included: taken over as it is where nothing came before. */
    KeyedTable<K, C> addTo(@Nullable KeyedTable<K, C> before, Combining<K, V, C> combining, Cancellation cancellation) {
        KeyedTable<K, C> table = withCombined(before, combining, cancellation);
        for (int i = 0; i < records.size(); i++) {
            checkAt(i, cancellation);
            combining.add(table, records.get(i), hashes[i]);
        }
        return table;
    }

    private KeyedTable<K, C> withCombined(
            @Nullable KeyedTable<K, C> before, Combining<K, V, C> combining, Cancellation cancellation) {
        KeyedTable<K, C> mine = combined;
        if (before == null) {
            return mine == null ? new KeyedTable<>() : mine;
        }
        if (mine == null) {
            return before;
        }
        for (int entry = 0; entry < mine.size(); entry++) {
            checkAt(entry, cancellation);
            combining.merge(before, mine, entry);
        }
        return before;
    }

    private static void checkAt(int index, Cancellation cancellation) {
        if ((index & Gate.CHECK_MASK) == Gate.CHECK_MASK) {
            cancellation.check();
        }
    }
}
