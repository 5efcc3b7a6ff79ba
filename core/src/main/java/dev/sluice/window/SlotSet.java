package dev.sluice.window;

import java.util.Arrays;

/**
 * The slots of the keys that have something in a slice: a bit for each slot up to the last, or a list where that is
 * smaller. Immutable.
 */
final class SlotSet {
    private final int size;
    private final int[] listed;
    private final long[] bits;

    private SlotSet(int size, int[] listed, long[] bits) {
        this.size = size;
        this.listed = listed;
        this.bits = bits;
    }

    /** The first so many of some slots, all different and below an end. */
    static SlotSet of(int[] slots, int size, int end) {
        int words = (end + Long.SIZE - 1) / Long.SIZE;
        if (words * 2L >= size) {
            return new SlotSet(size, Arrays.copyOf(slots, size), new long[0]);
        }
        long[] bits = new long[words];
        for (int i = 0; i < size; i++) {
            bits[slots[i] / Long.SIZE] |= 1L << slots[i];
        }
        return new SlotSet(size, new int[0], bits);
    }

    int size() {
        return size;
    }

    boolean isListed() {
        return bits.length == 0;
    }

    /** The slots of a set that is listed; not to be written to. */
    int[] listed() {
        return listed;
    }

    /** The slots in an order that stays. */
    int[] toArray() {
        int[] slots = listed.clone();
        if (!isListed()) {
            slots = new int[size];
            listInto(slots);
        }
        return slots;
    }

    /** Writes the slots of a set that is not listed to an array. */
    void listInto(int[] slots) {
        int count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                slots[count++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
        }
    }
}
