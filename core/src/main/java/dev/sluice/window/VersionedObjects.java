package dev.sluice.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Objects by place, or none, versioned by batch: what a batch overwrites is kept until the batch ends. */
final class VersionedObjects<V> {
    private static final int ROOM_MIN = 8;

    private @Nullable Object[] values = {};
    private int[] places = new int[ROOM_MIN];
    private @Nullable Object[] before = new Object[ROOM_MIN];
    private int changes;

    @SuppressWarnings("unchecked") // what was put in
    @Nullable
    V get(int place) {
        return (V) values[place];
    }

    void set(int place, @Nullable V value) {
        if (changes == places.length) {
            resize(changes * 2);
        }
        places[changes] = place;
        before[changes++] = values[place];
        values[place] = value;
    }

    /** Empties a place, at no cost if it is empty. */
    void clear(int place) {
        if (values[place] != null) {
            set(place, null);
        }
    }

    /** What stands at the first so many of some places. */
    Packed<V> packed(int[] some, int size) {
        @Nullable Object[] copies = new Object[size];
        for (int i = 0; i < size; i++) {
            copies[i] = values[some[i]];
        }
        return Packed.of(copies);
    }

    /** Makes room for places below this one; new ones are empty. */
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
        @Nullable Object[] moved = new @Nullable Object[end * width];
        for (int slot = 0; slot < numbers.length; slot++) {
            if (numbers[slot] >= 0) {
                System.arraycopy(values, slot * width, moved, numbers[slot] * width, width);
            }
        }
        values = moved;
    }

    void commit() {
        Arrays.fill(before, 0, changes, null);
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
