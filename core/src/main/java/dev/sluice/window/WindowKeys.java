package dev.sluice.window;

import dev.sluice.table.EntryVisitor;
import dev.sluice.table.TableCapture;
import dev.sluice.table.VersionedTable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a window, in the order in which they came into it, each in a numbered slot of its own for as long as it is
 * there. Slots of keys that left are used again once their batch is committed. Versioned by batch.
 */
final class WindowKeys<K> {
    private static final int ROOM_MIN = 8;
    private static final int SPARSE_MIN = 64;
    private static final int NEAR = 128;

    private final VersionedTable<K, Long> table = new VersionedTable<>();
    private final VersionedInts newest = new VersionedInts();
    private @Nullable Object[] keys = {};
    private int[] hashes = {};
    private int[] free = new int[ROOM_MIN];
    private int freeSize;
    private int end;
    private int freeAtBegin;
    private int endAtBegin;
    private int[] left = new int[ROOM_MIN];
    private int leftSize;

    @SuppressWarnings("UnusedVariable") // makes it seem needed what is read only to be near
    private long approached;

    void begin() {
        table.begin();
        freeAtBegin = freeSize;
        endAtBegin = end;
    }

    void commit() {
        table.commit();
        newest.commit();
        for (int i = 0; i < leftSize; i++) {
            keys[left[i]] = null;
            free = pushed(free, freeSize++, left[i]);
        }
        leftSize = 0;
        if (freeSize == end) {
            freeSize = 0;
            end = 0;
        }
    }

    void rollback() {
        table.rollback();
        newest.rollback();
        for (; freeSize < freeAtBegin; freeSize++) {
            keys[free[freeSize]] = null;
        }
        while (end > endAtBegin) {
            keys[--end] = null;
        }
        leftSize = 0;
    }

    /** Whether nearly all slots are free, so that it pays to give the keys others. */
    boolean isSparse() {
        return end > SPARSE_MIN && table.size() < end / 8 && end - freeSize == table.size();
    }

    /**
     * Gives the keys the first slots, in the order of those they have, between two batches.
     *
     * @return the new slot for each old one, or -1 for those that were free
     */
    int[] renumber() {
        int[] numbers = new int[end];
        int count = 0;
        for (int slot = 0; slot < end; slot++) {
            numbers[slot] = keys[slot] == null ? -1 : count++;
        }
        table.begin();
        for (var places = table.slots(); places.hasNext(); ) {
            int place = places.nextInt();
            table.putAt(place, (long)
                    numbers[Objects.requireNonNull(table.valueAt(place)).intValue()]);
        }
        table.commit();
        move(numbers, Math.max(ROOM_MIN, count * 2));
        end = count;
        freeSize = 0;
        return numbers;
    }

    private void move(int[] numbers, int room) {
        @Nullable Object[] movedKeys = new Object[room];
        int[] movedHashes = new int[room];
        for (int slot = 0; slot < numbers.length; slot++) {
            if (numbers[slot] >= 0) {
                movedKeys[numbers[slot]] = keys[slot];
                movedHashes[numbers[slot]] = hashes[slot];
            }
        }
        keys = movedKeys;
        hashes = movedHashes;
        free = new int[ROOM_MIN];
        left = new int[ROOM_MIN];
        newest.renumber(numbers, 1, room);
    }

    boolean isOpen() {
        return table.isOpen();
    }

    int size() {
        return table.size();
    }

    /** All slots are below this one. */
    int end() {
        return end;
    }

    /** The slots there is room for. */
    int room() {
        return hashes.length;
    }

    /** The slot of a key, or -1 if it is absent. */
    int find(K key, int hash) {
        int place = table.find(key, hash);
        Long slot = place < 0 ? null : table.valueAt(place);
        return slot == null ? -1 : slot.intValue();
    }

    /** The slots of many keys, or -1 where a key is absent; what it reads for one does not wait for another. */
    void find(K[] sought, int[] soughtHashes, int[] slots, int count) {
        table.find(sought, soughtHashes, slots, count);
        for (int i = 0; i < count; i++) {
            Long slot = slots[i] < 0 ? null : table.valueAt(slots[i]);
            slots[i] = slot == null ? -1 : slot.intValue();
        }
        for (int i = 0; i < count; i++) {
            approached += slots[i] < 0 ? 0 : newest.get(slots[i]);
        }
    }

    /** Gives a slot to a key that is absent. */
    int come(K key, int hash) {
        int slot = freeSize > 0 ? free[freeSize - 1] : end;
        table.put(key, hash, (long) slot);
        if (freeSize > 0) {
            freeSize--;
        } else {
            end++;
        }
        if (slot >= hashes.length) {
            grow();
        }
        keys[slot] = key;
        hashes[slot] = hash;
        return slot;
    }

    /** Takes the key in a slot out. */
    void leave(int slot) {
        drop(slot);
        free(slot);
    }

    /** Takes the keys in the first so many of some slots out, many at once. */
    void leave(int[] slots, int count) {
        int near = Math.min(NEAR, count);
        int[] places = new int[near];
        int[] soughtHashes = new int[near];
        Object[] sought = new Object[near];
        for (int from = 0; from < count; from += NEAR) {
            int size = Math.min(NEAR, count - from);
            for (int i = 0; i < size; i++) {
                sought[i] = keyAt(slots[from + i]);
                soughtHashes[i] = hashes[slots[from + i]];
            }
            findPlaces(sought, soughtHashes, places, size);
            for (int i = 0; i < size; i++) {
                table.removeAt(places[i]);
                free(slots[from + i]);
            }
        }
    }

    @SuppressWarnings("unchecked") // keys that came
    private void findPlaces(Object[] sought, int[] soughtHashes, int[] places, int count) {
        table.find((K[]) sought, soughtHashes, places, count);
    }

    /** Takes the key in a slot out, but keeps the slot from being used again. */
    void drop(int slot) {
        table.remove(keyAt(slot), hashes[slot]);
    }

    /** Lets a slot be used again whose key was taken out. */
    void free(int slot) {
        left = pushed(left, leftSize++, slot);
    }

    @SuppressWarnings("unchecked") // what came
    K keyAt(int slot) {
        return (K) keys[slot];
    }

    int hashAt(int slot) {
        return hashes[slot];
    }

    /** Whether this is the newest slice in which the key of a slot has something, of the slices of one window. */
    boolean isNewest(int slot, long slice) {
        return newest.get(slot) == (int) slice;
    }

    void setNewest(int slot, long slice) {
        newest.set(slot, (int) slice);
    }

    /** Shows keys, hashes and slots, in the order of keys. */
    void forEach(EntryVisitor<? super K, ? super Long> visitor) throws Exception {
        table.forEach(visitor);
    }

    /** The keys by their slots, and their places in the order, as they are now. */
    KeyOrder order() {
        int[] ranks = new int[end];
        int rank = 0;
        for (var places = table.slots(); places.hasNext(); ) {
            Long slot = table.valueAt(places.nextInt());
            ranks[slot == null ? 0 : slot.intValue()] = rank++;
        }
        return new KeyOrder(Arrays.copyOf(keys, end), ranks);
    }

    TableCapture<K, Long> capture(boolean full) {
        return table.capture(full);
    }

    /** Lets the keys, as they are, count as captured. */
    void track() {
        table.track();
    }

    private void grow() {
        int capacity = Math.max(ROOM_MIN, hashes.length * 2);
        keys = Arrays.copyOf(keys, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        newest.room(capacity);
    }

    private static int[] pushed(int[] stack, int size, int slot) {
        int[] room = size < stack.length ? stack : Arrays.copyOf(stack, size * 2);
        room[size] = slot;
        return room;
    }
}
