package dev.sluice.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a table, one or null in each slot, however they are laid out. What is read equals what was set; it need not
 * be the same object. Not thread-safe.
 */
public interface SlotValues<V> {
    /** The value in a slot, or null. */
    @Nullable
    V get(int slot);

    /** Whether there is a value in a slot. */
    boolean has(int slot);

    /** Sets the value in a slot, or clears it. */
    void set(int slot, @Nullable V value);

    /** Sets the value in a slot to that in a slot of others, which {@link #another} made. */
    void set(int slot, SlotValues<V> from, int fromSlot);

    /** Clears slots. */
    void clear(int from, int to);

    /** Changes the number of slots. */
    void resize(int capacity);

    /** Reads a slot so that it is near afterwards; gives anything, so that the reading is not left out. */
    int approach(int slot);

    /** Copies what is in these slots, none of them empty; the list never changes. */
    default List<V> copy(int[] slots) {
        SlotValues<V> copies = another(slots.length);
        for (int row = 0; row < slots.length; row++) {
            copies.set(row, this, slots[row]);
        }
        return new SlotList<>(copies, slots.length);
    }

    /** So many empty slots of the same layout. */
    SlotValues<V> another(int capacity);
}
