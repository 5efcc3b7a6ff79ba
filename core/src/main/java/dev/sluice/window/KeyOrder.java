package dev.sluice.window;

import java.util.Arrays;

/** The keys of a window by their slots, and the places of the slots in the order of keys, as they were at one version. */
final class KeyOrder {
    private final Object[] keys;
    private final int[] ranks;

    KeyOrder(Object[] keys, int[] ranks) {
        this.keys = keys;
        this.ranks = ranks;
    }

    Object keyAt(int slot) {
        return keys[slot];
    }

    /** The indexes of the first so many of some slots, in the order of their keys. */
    int[] sorted(int[] slots, int size) {
        long[] ranked = new long[size];
        for (int i = 0; i < size; i++) {
            ranked[i] = (long) ranks[slots[i]] << Integer.SIZE | i;
        }
        Arrays.sort(ranked);
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = (int) ranked[i];
        }
        return sorted;
    }
}
