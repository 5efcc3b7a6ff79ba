package dev.sluice.window;

import dev.sluice.error.CorruptionException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The rows of a slice on their way back; of several of one key the last one counts. */
final class StoredSlice {
    private static final int ROOM_MIN = 8;

    private int[] slots = new int[ROOM_MIN];
    private Object[] partials = new Object[ROOM_MIN];
    private int size;
    private @Nullable Object unplaced;

    /** Takes in a row; the slot is -1 where the key has none. */
    void put(int slot, Object key, Object partial) {
        if (slot < 0) {
            unplaced = key;
            return;
        }
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
            partials = Arrays.copyOf(partials, size * 2);
        }
        slots[size] = slot;
        partials[size++] = partial;
    }

    int slotAt(int row) {
        return slots[row];
    }

    Object partialAt(int row) {
        return partials[row];
    }

    void addSlotsTo(BitSet all) {
        for (int row = 0; row < size; row++) {
            all.set(slots[row]);
        }
    }

    /** The rows that count. */
    BitSet newestRows() {
        BitSet seen = new BitSet();
        BitSet newest = new BitSet(size);
        for (int row = size - 1; row >= 0; row--) {
            newest.set(row, !seen.get(slots[row]));
            seen.set(slots[row]);
        }
        return newest;
    }

    /** Fails unless every key has a slot and is there still. */
    void requireKeys(long id, WindowKeys<?> keys, BitSet gone) {
        Object stray = unplaced;
        for (int row = 0; row < size && stray == null; row++) {
            stray = gone.get(slots[row]) ? keys.keyAt(slots[row]) : null;
        }
        if (stray != null) {
            throw new CorruptionException("the stored window does not hold together: slice " + id
                    + " has something of key " + stray + ", which has no place in the order of keys");
        }
    }

    /** Lets go of the rows. */
    void clear() {
        slots = new int[0];
        partials = new Object[0];
        size = 0;
    }
}
