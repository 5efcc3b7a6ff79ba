package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import java.util.Arrays;

/** Numbers by numbers: open addressing over two arrays, half of which at most is used. */
final class LongTable {
    private long[] keys;
    private long[] values;
    private boolean[] used;
    private int size;

    LongTable(int expected) {
        allot(Integer.highestOneBit(Math.max(8, expected) * 2 - 1) * 2);
    }

    private void allot(int capacity) {
        keys = new long[capacity];
        values = new long[capacity];
        used = new boolean[capacity];
    }

    /** Adds to the number of a key, which is 0 at first; the sum. */
    long add(long key, long amount) {
        int slot = slot(key);
        return values[slot] += amount;
    }

    /** Where a key is, which it is from now on: the same place until {@link #clear} or until the table grows. */
    private int slot(long key) {
        int slot = (int) Data.mix(key) & keys.length - 1;
        while (used[slot] && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        if (!used[slot]) {
            if (2 * size == keys.length) {
                grow();
                return slot(key);
            }
            used[slot] = true;
            keys[slot] = key;
            size++;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        boolean[] oldUsed = used;
        allot(keys.length * 2);
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldUsed[slot]) {
                values[slot(oldKeys[slot])] = oldValues[slot];
            }
        }
    }

    /** Acts on every key and its number. */
    void forEach(Entry action) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (used[slot]) {
                action.accept(keys[slot], values[slot]);
            }
        }
    }

    void clear() {
        Arrays.fill(used, false);
        Arrays.fill(values, 0);
        size = 0;
    }

    /** Takes a key and its number. */
    interface Entry {
        void accept(long key, long value);
    }
}
