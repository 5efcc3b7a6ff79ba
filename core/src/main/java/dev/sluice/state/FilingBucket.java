package dev.sluice.state;

import dev.sluice.data.StableHash;
import dev.sluice.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The keys that are filed under one touch, in the order of their filing. */
final class FilingBucket<K> {
    private static final int CAPACITY_MIN = 8;

    private final Column<K> keys = new Column<>(CAPACITY_MIN);
    private long[] sequences = new long[CAPACITY_MIN];
    private int size;

    void add(K key, long sequence) {
        if (size == sequences.length) {
            sequences = Arrays.copyOf(sequences, size * 2);
            keys.resize(size * 2);
        }
        keys.set(size, key);
        sequences[size++] = sequence;
    }

    void addTo(List<Filing<K>> filings, long bucket) {
        for (int i = 0; i < size; i++) {
            K key = Objects.requireNonNull(keys.get(i), "a bucket has no gaps");
            filings.add(new Filing<>(key, StableHash.of(key), bucket, sequences[i]));
        }
    }
}
