package dev.sluice.table;

import dev.sluice.function.BinaryOperator;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table from keys to values for the work of one batch. Entries lie densely in the order in which their keys came, each
 * in a numbered slot from 0 to {@code size() - 1}; walking, clearing and absorbing cost time by the number of entries,
 * never by the capacity. An operation allocates nothing unless the table grows; a table never shrinks, so drop it after
 * a burst.
 *
 * <p>Callers bring the hash with the key: equal keys must come with equal hashes, well spread, as
 * {@link dev.sluice.data.StableHash} gives them. Keys and values are never null. Not thread-safe.
 */
public final class KeyedTable<K, V> {
    private final KeySlots<K> slots = new KeySlots<>(KeySlots.CAPACITY_MIN);
    private V[] values = KeySlots.array(KeySlots.CAPACITY_MIN);
    private int size;

    /** The number of keys. */
    public int size() {
        return size;
    }

    /** The slot of a key, or -1 if it is absent. */
    public int find(K key, int hash) {
        return slots.slotAt(slots.probe(key, hash));
    }

    /** The slot of a key; an absent key gets the next slot, without a value yet. */
    public int add(K key, int hash) {
        if (size == slots.capacity()) {
            grow();
        }
        int place = slots.probe(key, hash);
        int slot = slots.slotAt(place);
        if (slot >= 0) {
            return slot;
        }
        slots.occupy(place, size, key, hash);
        return size++;
    }

    /** The key in a slot. */
    public K keyAt(int slot) {
        return slots.keyAt(slot);
    }

    /** The hash that came with the key in a slot. */
    public int hashAt(int slot) {
        return slots.hashAt(slot);
    }

    /** The value in a slot, or null if none was set since its key was added. */
    public @Nullable V valueAt(int slot) {
        return values[slot];
    }

    /** Sets the value in a slot. */
    public void setValueAt(int slot, V value) {
        values[slot] = value;
    }

    /**
     * Takes a value in: as it is for a key without one, else merged with the value there, which is the left argument.
     * If the function throws, the key's value stays.
     */
    public void merge(K key, int hash, V value, BinaryOperator<V> function) throws Exception {
        int slot = add(key, hash);
        V before = values[slot];
        values[slot] = before == null ? Objects.requireNonNull(value, "value") : merged(before, value, function);
    }

    /**
     * Merges all entries of another table into this one, in their order and with their cached hashes; the other table
     * stays as it is. If the function throws, the entries before the failing one have been merged.
     */
    public void absorb(KeyedTable<K, V> other, BinaryOperator<V> function) throws Exception {
        for (int slot = 0; slot < other.size; slot++) {
            V value = other.values[slot];
            if (value != null) {
                merge(other.keyAt(slot), other.hashAt(slot), value, function);
            }
        }
    }

    /** Shows every entry that has a value, in the order in which the keys came. */
    public void forEach(EntryVisitor<? super K, ? super V> visitor) throws Exception {
        for (int slot = 0; slot < size; slot++) {
            V value = values[slot];
            if (value != null) {
                visitor.visit(slots.keyAt(slot), slots.hashAt(slot), value);
            }
        }
    }

    /** Removes all entries; the room they took stays for those that come. */
    public void clear() {
        slots.vacateAll(size);
        Arrays.fill(values, 0, size, null);
        size = 0;
    }

    private void grow() {
        slots.grow();
        values = Arrays.copyOf(values, slots.capacity());
    }

    private static <V> V merged(V before, V value, BinaryOperator<V> function) throws Exception {
        V result = function.apply(before, value);
        if (result == null) {
            throw new NullPointerException("the function that merges the values of a key returned null for (" + before
                    + ", " + value + "): a value is never null; return one that stands for nothing");
        }
        return result;
    }
}
