package dev.sluice.table;

import java.util.Arrays;

/** The slots that a batch changed, in the order of their first change, each with the value it had before. */
final class UndoLog<V> {
    private static final int CAPACITY_MIN = 8;

    private int[] slots = new int[CAPACITY_MIN];
    private final SlotValues<V> values;
    private int size;

    /** A log for a table of these values. */
    UndoLog(SlotValues<V> table) {
        values = table.another(CAPACITY_MIN);
    }

    int size() {
        return size;
    }

    int slot(int entry) {
        return slots[entry];
    }

    /** Whether the slot had a value before. */
    boolean had(int entry) {
        return values.has(entry);
    }

    /** Gives the slot its value of before again. */
    void restore(int entry, SlotValues<V> table) {
        table.set(slots[entry], values, entry);
    }

    /** Keeps what a slot holds. */
    void add(int slot, SlotValues<V> table) {
        if (size == slots.length) {
            resize(size * 2);
        }
        slots[size] = slot;
        values.set(size++, table, slot);
    }

    /** Forgets all entries and, step by step, the room that a burst took. */
    void clear() {
        values.clear(0, size);
        boolean roomy = size < slots.length / 8 && slots.length > CAPACITY_MIN;
        size = 0;
        if (roomy) {
            resize(slots.length / 2);
        }
    }

    private void resize(int capacity) {
        slots = Arrays.copyOf(slots, capacity);
        values.resize(capacity);
    }
}
