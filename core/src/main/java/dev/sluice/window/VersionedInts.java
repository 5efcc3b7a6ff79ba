package dev.sluice.window;

import java.util.Arrays;

/** Small numbers by place, versioned by batch: what a batch overwrites is kept until the batch ends. */
final class VersionedInts {
    private static final int ROOM_MIN = 8;

    private int[] values = {};
    private int[] places = new int[ROOM_MIN];
    private int[] before = new int[ROOM_MIN];
    private int changes;

    int get(int place) {
        return values[place];
    }

    void set(int place, int value) {
        if (changes == places.length) {
            resize(changes * 2);
        }
        places[changes] = place;
        before[changes++] = values[place];
        values[place] = value;
    }

    /** Makes room for places below this one; new ones hold 0. */
    void room(int end) {
        values = Arrays.copyOf(values, end);
    }

    /**
     * Moves what stands in the slots that have numbers to those numbers, which grow with the slots, between two batches.
     *
     * @param numbers those of the slots, or -1 for slots that are not used
     * @param width the places of a slot
     * @param end the slots there is room for then
     */
    void renumber(int[] numbers, int width, int end) {
        int[] moved = new int[end * width];
        for (int slot = 0; slot < numbers.length; slot++) {
            if (numbers[slot] >= 0) {
                System.arraycopy(values, slot * width, moved, numbers[slot] * width, width);
            }
        }
        values = moved;
    }

    void commit() {
        boolean roomy = changes < places.length / 8 && places.length > ROOM_MIN;
        changes = 0;
        if (roomy) {
            resize(places.length / 2);
        }
    }

    void rollback() {
        for (int change = changes - 1; change >= 0; change--) {
            values[places[change]] = before[change];
        }
        commit();
    }

    private void resize(int capacity) {
        places = Arrays.copyOf(places, capacity);
        before = Arrays.copyOf(before, capacity);
    }
}
