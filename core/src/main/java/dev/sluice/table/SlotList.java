package dev.sluice.table;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Values in slots as a list, none of them empty and no longer changed by anyone. */
final class SlotList<V> extends AbstractList<V> implements RandomAccess {
    private final SlotValues<V> values;
    private final int size;

    SlotList(SlotValues<V> values, int size) {
        this.values = values;
        this.size = size;
    }

    @Override
    public V get(int index) {
        return Objects.requireNonNull(values.get(index), "no slot is empty");
    }

    @Override
    public int size() {
        return size;
    }
}
