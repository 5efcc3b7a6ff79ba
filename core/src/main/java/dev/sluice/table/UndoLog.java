package dev.sluice.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The slots that a batch changed, in the order of their first change, each with the value it had before. */
final class UndoLog<V> {
    private static final int CAPACITY_MIN = 8;

    private int[] slots = new int[CAPACITY_MIN];
    private V[] values = KeySlots.array(CAPACITY_MIN);
    private int size;

    int size() {
        return size;
    }

    int slot(int entry) {
        return slots[entry];
    }

    @Nullable
    V before(int entry) {
        return values[entry];
    }

    @SuppressWarnings("NullAway") // elements are null where a key was absent
    void add(int slot, @Nullable V before) {
        if (size == slots.length) {
            resize(size * 2);
        }
        slots[size] = slot;
        values[size++] = before;
    }

    /** Forgets all entries and, step by step, the room that a burst took. */
    void clear() {
        Arrays.fill(values, 0, size, null);
        boolean roomy = size < slots.length / 8 && slots.length > CAPACITY_MIN;
        size = 0;
        if (roomy) {
            resize(slots.length / 2);
        }
    }

    private void resize(int capacity) {
        slots = Arrays.copyOf(slots, capacity);
        values = Arrays.copyOf(values, capacity);
    }
}
