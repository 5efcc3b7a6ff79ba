package dev.sluice.window;

import java.util.Arrays;

/** Numbers by place, versioned by batch: what a batch overwrites is kept until the batch ends. */
final class VersionedLongs {
    private static final int ROOM_MIN = 8;

    private final long none;
    private long[] values = {};
    private int[] places = new int[ROOM_MIN];
    private long[] before = new long[ROOM_MIN];
    private int changes;

    /** An empty column of numbers that are this one until they are set. */
    VersionedLongs(long none) {
        this.none = none;
    }

    long get(int place) {
        return values[place];
    }

    void set(int place, long value) {
        if (changes == places.length) {
            resize(changes * 2);
        }
        places[changes] = place;
        before[changes++] = values[place];
        values[place] = value;
    }

    /** Makes room for places below this one. */
    void room(int end) {
        int before = values.length;
        values = Arrays.copyOf(values, end);
        Arrays.fill(values, before, end, none);
    }

    /**
     * Moves what stands in the slots that have numbers to those numbers, which grow with the slots, between two batches.
     *
     * @param numbers those of the slots, or -1 for slots that are not used
     * @param width the places of a slot
     * @param end the slots there is room for then
     */
    void renumber(int[] numbers, int width, int end) {
        long[] moved = new long[end * width];
        Arrays.fill(moved, none);
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
