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
        return new SlotSet(size, new int[0], bits(slots, size, end));
    }

    private static long[] bits(int[] slots, int size, int end) {
        long[] bits = new long[(end + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < size; i++) {
            bits[slots[i] / Long.SIZE] |= 1L << slots[i];
        }
        return bits;
    }

    int size() {
        return size;
    }

    /** The same keys in the same order where each slot is another, with a growing number for a growing one. */
    SlotSet renumbered(int[] numbers, int end) {
        int[] slots = toArray();
        for (int i = 0; i < size; i++) {
            slots[i] = numbers[slots[i]];
        }
        return isListed() ? new SlotSet(size, slots, bits) : new SlotSet(size, listed, bits(slots, size, end));
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
