package dev.sluice.window;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest slice of a window: which keys have something in it, in the order in which they came. What they have stands
 * in the window's columns. Versioned by batch.
 */
final class GrowingSlice {
    private static final int ROOM_MIN = 8;

    private final long id;
    private int[] slots = new int[ROOM_MIN];
    private int size;
    private int sizeAtBegin;
    private @Nullable BitSet unshown;
    private int[] touched = {};
    private int touchedSize;

    GrowingSlice(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    int size() {
        return size;
    }

    /** The slots, with anything behind them. */
    int[] slots() {
        return slots;
    }

    /** Takes in that a key has more; whether it has something for the first time. */
    void enter(int slot, boolean first) {
        if (first) {
            if (size == slots.length) {
                slots = Arrays.copyOf(slots, size * 2);
            }
            slots[size++] = slot;
        }
        if (unshown != null) {
            if (touchedSize == touched.length) {
                touched = Arrays.copyOf(touched, Math.max(ROOM_MIN, touchedSize * 2));
            }
            touched[touchedSize++] = slot;
        }
    }

    void commit() {
        if (unshown != null) {
            markTouched(unshown);
        }
        sizeAtBegin = size;
        touchedSize = 0;
    }

    void rollback() {
        size = sizeAtBegin;
        touchedSize = 0;
    }

    /** Gives the keys other slots, between two batches. */
    void renumber(int[] numbers) {
        for (int i = 0; i < size; i++) {
            slots[i] = numbers[slots[i]];
        }
        if (unshown != null) {
            BitSet moved = new BitSet();
            unshown.stream().forEach(slot -> moved.set(numbers[slot]));
            unshown = moved;
        }
    }

    boolean isCaptured() {
        return unshown != null;
    }

    /** All rows, in the order of keys, which a capture shows. */
    SliceRows all(KeyOrder order, WindowKeys<?> keys, SlidingColumns<?> columns) {
        track();
        int[] sorted = order.sorted(slots, size);
        return rows(Arrays.stream(sorted).map(index -> slots[index]).toArray(), keys, columns);
    }

    /** The rows that no capture has shown, which one shows now. */
    SliceRows changes(WindowKeys<?> keys, SlidingColumns<?> columns) {
        SliceRows rows = unshown(keys, columns);
        track();
        return rows;
    }

    /** The rows that no capture has shown, with those of the open batch. */
    SliceRows unshown(WindowKeys<?> keys, SlidingColumns<?> columns) {
        if (unshown == null) {
            return rows(Arrays.copyOf(slots, size), keys, columns);
        }
        BitSet marked = (BitSet) unshown.clone();
        markTouched(marked);
        return rows(Arrays.stream(slots, 0, size).filter(marked::get).toArray(), keys, columns);
    }

    private SliceRows rows(int[] some, WindowKeys<?> keys, SlidingColumns<?> columns) {
        Object[] names = new Object[some.length];
        Object[] partials = new Object[some.length];
        for (int row = 0; row < some.length; row++) {
            names[row] = keys.keyAt(some[row]);
            partials[row] = columns.newest(some[row]);
        }
        return new SliceRows.Some(id, names, partials);
    }

    /** From now on a capture has shown everything. */
    void track() {
        unshown = new BitSet();
    }

    private void markTouched(BitSet marks) {
        for (int i = 0; i < touchedSize; i++) {
            marks.set(touched[i]);
        }
    }
}
