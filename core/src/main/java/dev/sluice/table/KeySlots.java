package dev.sluice.table;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the slot of a key. An index of open addressing, never more than half full, points into dense slots that hold the
 * keys and their hashes; which slot a key gets is its user's choice. The bits of an index entry that the slot does not
 * need are those of the hash, so that most other keys are passed over without a look at their slots, which lie anywhere in
 * memory. The hashes in the slots are for moving keys; a search does not read them, as that would be one more wait for
 * memory. Not thread-safe.
 */
final class KeySlots<K> {
    /** The capacity of an empty table, in keys. */
    static final int CAPACITY_MIN = 8;

    /** The most keys one table holds. */
    static final int CAPACITY_MAX = 1 << 29;

    /** Spreads hashes that agree in their low bits, as all hashes in one partition may. */
    private static final int SPREAD = 0x9E3779B9;

    private int[] index = {};
    private int[] hashes = {};
    private final Column<K> keys = new Column<>(0);
    private int shift;

    KeySlots(int capacity) {
        resize(capacity);
    }

    int capacity() {
        return keys.capacity();
    }

    K keyAt(int slot) {
        return requireNonNull(keys.get(slot), "the slot is free");
    }

    int hashAt(int slot) {
        return hashes[slot];
    }

    /** Copies of the keys in these slots. */
    List<K> copy(int[] slots) {
        return keys.copy(slots);
    }

    /** The place in the index where the key is, or the free place where it belongs. */
    int probe(K key, int hash) {
        int mask = index.length - 1;
        int tag = hash & ~mask;
        int place = home(hash);
        while (true) {
            int entry = index[place];
            if (entry == 0 || ((entry & ~mask) == tag && keys.holds((entry & mask) - 1, key))) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    /**
     * Reads where the probes of these hashes begin. The reads do not depend on each other, so the processor waits for
     * memory once instead of once for each.
     *
     * @return anything, so that the reads are not left out
     */
    int approach(int[] sought, int from, int to) {
        int any = 0;
        for (int i = from; i < to; i++) {
            any += index[home(sought[i])];
        }
        return any;
    }

    /** The slots of many keys, or -1 where a key is absent; what it reads for one does not wait for another. */
    void find(K[] sought, int[] soughtHashes, int[] found, int count) {
        for (int i = 0; i < count; i++) {
            found[i] = index[home(soughtHashes[i])];
        }
        int mask = index.length - 1;
        for (int i = 0; i < count; i++) {
            int slot = (found[i] & mask) - 1;
            boolean here = slot >= 0 && ((found[i] ^ soughtHashes[i]) & ~mask) == 0 && keys.holds(slot, sought[i]);
            found[i] = here ? slot : slotAt(probe(sought[i], soughtHashes[i]));
        }
    }

    /** The slot a place in the index points to, or -1 if the place is free. */
    int slotAt(int place) {
        return (index[place] & (index.length - 1)) - 1;
    }

    /** Puts a key in a free slot; the place is the one that {@link #probe} found for it. */
    void occupy(int place, int slot, K key, int hash) {
        index[place] = entry(slot, hash);
        keys.set(slot, key);
        hashes[slot] = hash;
    }

    /** Frees one slot. Moves the places behind it up, so that no gap cuts a search short. */
    void vacate(int slot) {
        int mask = index.length - 1;
        int gap = placeOf(slot);
        int place = gap;
        while (true) {
            place = (place + 1) & mask;
            int other = index[place];
            if (other == 0) {
                break;
            }
            int distance = (place - home(hashes[(other & mask) - 1])) & mask;
            if (distance >= ((place - gap) & mask)) {
                index[gap] = other;
                gap = place;
            }
        }
        index[gap] = 0;
        forget(slot, slot + 1);
    }

    /** Frees all slots from 0 to {@code used - 1}, in time that depends on their number and not on the capacity. */
    void vacateAll(int used) {
        int mask = index.length - 1;
        for (int slot = 0; slot < used; slot++) {
            for (int place = home(hashes[slot]); index[place] != 0; place = (place + 1) & mask) {
                index[place] = 0;
            }
        }
        forget(0, used);
    }

    /** Makes room for {@link #grown} many keys; all keys stay in their slots. */
    void grow() {
        resize(grown(keys.capacity()));
    }

    static int grown(int capacity) {
        if (capacity >= CAPACITY_MAX) {
            throw new IllegalStateException(
                    "a table holds at most " + CAPACITY_MAX + " keys: spread the keys over more partitions");
        }
        return capacity * 2;
    }

    private void resize(int capacity) {
        int used = keys.capacity();
        index = new int[capacity * 2];
        shift = Integer.numberOfLeadingZeros(index.length) + 1;
        hashes = Arrays.copyOf(hashes, capacity);
        keys.resize(capacity);
        int mask = index.length - 1;
        for (int slot = 0; slot < used; slot++) {
            if (keys.has(slot)) {
                int place = home(hashes[slot]);
                while (index[place] != 0) {
                    place = (place + 1) & mask;
                }
                index[place] = entry(slot, hashes[slot]);
            }
        }
    }

    private int entry(int slot, int hash) {
        return (hash & -index.length) | (slot + 1);
    }

    private int home(int hash) {
        return (hash * SPREAD) >>> shift;
    }

    private int placeOf(int slot) {
        int mask = index.length - 1;
        int place = home(hashes[slot]);
        while ((index[place] & mask) != slot + 1) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void forget(int from, int to) {
        keys.clear(from, to);
    }

    @SuppressWarnings("unchecked") // never leaves the tables as an array
    static <T> T[] array(int length) {
        return (T[]) new Object[length];
    }
}
