package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a programmer would write by hand, on one thread and for good: without versions, captures or any other type. */
final class StateHands {
    private StateHands() {}

    /** {@link HashMap#merge}. */
    static final class Maps<K> implements StateContender<K> {
        private final Map<K, Long> counts = new HashMap<>();

        @Override
        @SuppressWarnings("unchecked") // what was prepared
        public void batch(long id, List<?> records) {
            for (KeyValue<K, Long> record : (List<KeyValue<K, Long>>) records) {
                counts.merge(record.key(), record.value(), Long::sum);
            }
        }

        @Override
        public long sum() {
            return counts.values().stream().mapToLong(count -> count).sum();
        }
    }

    /** Open addressing in two arrays of numbers, a quarter to half full; the key 0 is not used. */
    static final class Columns implements StateContender<Long> {
        private long[] keys = new long[16];
        private long[] counts = new long[16];
        private int size;

        @Override
        @SuppressWarnings("unchecked") // what was prepared
        public void batch(long id, List<?> records) {
            for (KeyValue<Long, Long> record : (List<KeyValue<Long, Long>>) records) {
                add(record.key(), record.value());
            }
        }

        private void add(long key, long count) {
            int place = place(key);
            if (keys[place] == 0) {
                keys[place] = key;
                size++;
            }
            counts[place] += count;
            if (size * 2 > keys.length) {
                grow();
            }
        }

        private int place(long key) {
            int place = (int) (key * 0x9E3779B97F4A7C15L >>> (Long.numberOfLeadingZeros(keys.length) + 1));
            while (keys[place] != 0 && keys[place] != key) {
                place = (place + 1) & (keys.length - 1);
            }
            return place;
        }

        private void grow() {
            long[] oldKeys = keys;
            long[] oldCounts = counts;
            keys = new long[oldKeys.length * 2];
            counts = new long[oldKeys.length * 2];
            for (int old = 0; old < oldKeys.length; old++) {
                if (oldKeys[old] != 0) {
                    int place = place(oldKeys[old]);
                    keys[place] = oldKeys[old];
                    counts[place] = oldCounts[old];
                }
            }
        }

        @Override
        public long sum() {
            return Arrays.stream(counts).sum();
        }
    }
}
