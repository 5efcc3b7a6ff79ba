package dev.sluice.window;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;

/**
 * Partial aggregates that are held back until there are so many that what they lead to in memory is worth being fetched at
 * once: the reads for one key do not wait for those of another.
 */
final class Arrivals<K, A> {
    private static final int HELD_MAX = 128;

    private final Object[] keys = new Object[HELD_MAX];
    private final int[] hashes = new int[HELD_MAX];
    private final Object[] partials = new Object[HELD_MAX];
    private final int[] slots = new int[HELD_MAX];
    private int size;

    /** Holds one more; true if there is no room for another then. */
    boolean add(KeyValue<K, A> partial) {
        keys[size] = partial.key();
        hashes[size] = StableHash.of(partial.key());
        partials[size++] = partial.value();
        return size == HELD_MAX;
    }

    /** Brings all that are held into the window, and holds none. */
    @SuppressWarnings("unchecked") // what was held back
    void enter(SlidingWindowTable<K, A> window, long slice) throws Exception {
        int held = size;
        size = 0;
        window.advance(slice);
        window.approach((K[]) keys, hashes, slots, held);
        for (int i = 0; i < held; i++) {
            if (slots[i] < 0) {
                window.add(slice, (K) keys[i], hashes[i], (A) partials[i]);
            } else {
                window.addAt(slice, slots[i], (A) partials[i]);
            }
        }
    }
}
