package dev.sluice.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marks on the slots of a table: those that the open batch touched and, from the first capture on, what was committed
 * since the last one. Slots of entries that changed in place are listed, keys that are gone are kept; entries that came
 * are the last of the table in order, so their number is enough. A slot that is free has no marks.
 */
final class Changes<K> {
    private static final int TOUCHED = 1;
    private static final int CHANGED = 2;
    private static final int CAME = 4;

    private byte[] marks;
    private boolean tracked;
    private int[] changed = {};
    private int changedSize;
    private List<K> removed = new ArrayList<>();
    private int came;

    Changes(int capacity) {
        marks = new byte[capacity];
    }

    /** True at the first touch of a slot in a batch. */
    boolean touch(int slot) {
        boolean first = (marks[slot] & TOUCHED) == 0;
        marks[slot] |= TOUCHED;
        return first;
    }

    /** Forgets a touch that was rolled back. */
    void untouch(int slot) {
        marks[slot] &= ~TOUCHED;
    }

    /** Takes in the new value of a touched slot, whose key was there before or came. */
    void commit(int slot, boolean before) {
        untouch(slot);
        if (tracked && before) {
            change(slot);
        } else if (tracked) {
            come(slot);
        }
    }

    /** Takes in that the key of a touched slot is gone. */
    void commitRemoval(int slot, K key, boolean before) {
        untouch(slot);
        if (tracked && before) {
            remove(slot, key);
        }
    }

    /** Whether there was a capture, so that it is known what changed since. */
    boolean isTracked() {
        return tracked;
    }

    /** The keys that the last capture showed and that are gone, or came anew. */
    List<K> removed() {
        return removed;
    }

    /** The slots of the entries that the last capture showed and that have another value now. */
    int[] changed() {
        return Arrays.stream(changed, 0, changedSize).filter(this::isChanged).toArray();
    }

    /** How many entries came since, all of them behind the others. */
    int came() {
        return came;
    }

    /** Begins anew: nothing changed yet. The slots are those of all entries that changed or came. */
    void restart(int[] captured) {
        for (int slot : captured) {
            marks[slot] = 0;
        }
        tracked = true;
        changed = new int[0];
        changedSize = 0;
        removed = new ArrayList<>();
        came = 0;
    }

    /** Takes the entries in these slots for changed in place. */
    void changeAll(int[] slots) {
        for (int slot : slots) {
            change(slot);
        }
    }

    void grow(int capacity) {
        marks = Arrays.copyOf(marks, capacity);
    }

    /** The same for a table whose entries moved: slot i was slot {@code from[i]}. */
    Changes<K> moved(int[] from, int capacity) {
        Changes<K> moved = new Changes<>(capacity);
        moved.tracked = tracked;
        moved.removed = removed;
        for (int slot = 0; slot < from.length; slot++) {
            if (isChanged(from[slot])) {
                moved.change(slot);
            } else if (isNew(from[slot])) {
                moved.come(slot);
            }
        }
        return moved;
    }

    private boolean isChanged(int slot) {
        return (marks[slot] & CHANGED) != 0;
    }

    private boolean isNew(int slot) {
        return (marks[slot] & CAME) != 0;
    }

    private void come(int slot) {
        marks[slot] |= CAME;
        came++;
    }

    private void change(int slot) {
        if ((marks[slot] & (CAME | CHANGED)) == 0) {
            marks[slot] |= CHANGED;
            list(slot);
        }
    }

    private void remove(int slot, K key) {
        if (isNew(slot)) {
            came--;
        } else {
            removed.add(key);
        }
        marks[slot] = 0;
    }

    private void list(int slot) {
        if (changedSize == changed.length) {
            changed = Arrays.copyOf(changed, Math.max(8, changedSize * 2));
        }
        changed[changedSize++] = slot;
    }
}
