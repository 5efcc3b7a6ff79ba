package dev.sluice.table;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.KeyValue;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * A table from keys to immutable values that outlives its batches: the store of keyed state. Between {@link #begin} and
 * {@link #commit} or {@link #rollback} it holds the next version; a rollback restores the version before exactly.
 *
 * <p>It is changed in place and remembers, for each key that a batch changes, the value before. So a batch and its
 * rollback cost time by the keys touched, whatever the size of the table; only growing, and shrinking when most keys
 * are gone, cost time by the size, and both are paid for by the keys that came or went. A removed key keeps its slot
 * until the commit, which frees it for the next key.
 *
 * <p>Order: entries are met in the order in which their keys came. A key that is removed comes anew when it is put in a
 * later batch; removed and put in one batch, it keeps its place. The order depends on nothing else, in particular not on
 * batches that were rolled back nor on hashes, so a table that is rebuilt from its entries in order is met in the same
 * order from then on.
 *
 * <p>From its first {@link #capture} on it also remembers which entries were committed since the last one. A full capture
 * and then each partial one in order, applied to an empty table, the removals of each in a batch of their own before its
 * entries, give the same table in the same order.
 *
 * <p>Equal keys must come with equal hashes, as {@link dev.sluice.data.StableHash} gives them. Not thread-safe.
 */
public final class VersionedTable<K, V> implements Iterable<KeyValue<K, V>> {
    private final UndoLog<V> undo;
    private KeySlots<K> slots;
    private Chain chain;
    private SlotValues<V> values;
    private Changes<K> changes;
    private int size;
    private boolean open;
    private boolean removals;
    private int edges;
    private int capacityMin = KeySlots.CAPACITY_MIN;

    @SuppressWarnings("UnusedVariable") // makes it seem needed what is read only to be near
    private int approached;

    /** An empty table, no batch begun. */
    public VersionedTable() {
        this(new Column<>(0));
    }

    /** An empty table whose values are laid out like these, no batch begun. */
    public VersionedTable(SlotValues<V> layout) {
        slots = new KeySlots<>(KeySlots.CAPACITY_MIN);
        chain = new Chain(KeySlots.CAPACITY_MIN);
        values = layout.another(KeySlots.CAPACITY_MIN);
        undo = new UndoLog<>(layout);
        changes = new Changes<>(KeySlots.CAPACITY_MIN);
    }

    /** Opens the next version. */
    public void begin() {
        if (open) {
            throw new IllegalStateException(
                    "begin() inside a batch: the batch begun before must be committed or rolled back first");
        }
        open = true;
    }

    /** Makes the open version the committed one. */
    public void commit() {
        requireOpen("commit");
        if (removals || changes.isTracked()) {
            commitEach();
        } else {
            for (int entry = 0; entry < undo.size(); entry++) {
                changes.untouch(undo.slot(entry));
            }
        }
        close();
    }

    private void commitEach() {
        for (int entry = 0; entry < undo.size(); entry++) {
            int slot = undo.slot(entry);
            if (removals && !values.has(slot)) {
                changes.commitRemoval(slot, slots.keyAt(slot), undo.had(entry));
                release(slot);
            } else {
                changes.commit(slot, undo.had(entry));
            }
        }
    }

    /** Drops the open version: content and order are as they were at {@link #begin}. */
    public void rollback() {
        requireOpen("rollback");
        for (int entry = undo.size() - 1; entry >= 0; entry--) {
            int slot = undo.slot(entry);
            size += (undo.had(entry) ? 1 : 0) - (values.has(slot) ? 1 : 0);
            undo.restore(entry, values);
            changes.untouch(slot);
            if (!values.has(slot)) {
                release(slot);
            }
        }
        close();
    }

    /** Whether a batch is begun and neither committed nor rolled back. */
    public boolean isOpen() {
        return open;
    }

    /** The number of keys. */
    public int size() {
        return size;
    }

    /** The value of a key, or null if it is absent; of the open version inside a batch. */
    public @Nullable V get(K key, int hash) {
        int slot = find(key, hash);
        return slot < 0 ? null : values.get(slot);
    }

    /**
     * The slot of a key, or -1 where it has none. It is the key's until the version is committed or rolled back, even if
     * the key is removed meanwhile.
     */
    public int find(K key, int hash) {
        return slots.slotAt(slots.probe(key, hash));
    }

    /** The slots of many keys at once, as {@link #find(Object, int)} gives them; brings them and their values near. */
    public void find(K[] keys, int[] hashes, int[] found, int count) {
        slots.find(keys, hashes, found, count);
        int any = 0;
        for (int i = 0; i < count; i++) {
            any += found[i] < 0 ? 0 : values.approach(found[i]);
        }
        approached += any;
    }

    /** The value in a slot that was found, or null if its key is removed. */
    public @Nullable V valueAt(int slot) {
        return values.get(slot);
    }

    /** The values by slot, to be read; until the next commit or rollback. */
    public SlotValues<V> values() {
        return values;
    }

    /** Says that the value in a slot, which is there, is going to be changed in {@link #values}; it must not be cleared. */
    public void change(int slot) {
        requireOpen("change");
        if (changes.touch(slot)) {
            undo.add(slot, values);
        }
    }

    /** Sets the value of the key in a slot that was found. The value must not change afterwards. */
    public void putAt(int slot, V value) {
        requireOpen("put");
        change(slot, requireValue(value));
    }

    /** Removes the key in a slot that was found; no change if it is removed already. */
    public void removeAt(int slot) {
        requireOpen("remove");
        if (values.has(slot)) {
            change(slot, null);
        }
    }

    /** Sets the value of a key. The value must not change afterwards. */
    public void put(K key, int hash, V value) {
        requireOpen("put");
        requireValue(value);
        int place = slots.probe(key, hash);
        int slot = slots.slotAt(place);
        change(slot < 0 ? insert(place, key, hash) : slot, value);
    }

    /** Makes room for so many keys, in a table that holds none; it is kept until {@link #track}. */
    void makeRoom(long keys) {
        requireBetweenBatches("makeRoom");
        int capacity = KeySlots.CAPACITY_MIN;
        while (capacity < keys && capacity < KeySlots.CAPACITY_MAX) {
            capacity *= 2;
        }
        if (size == 0 && capacity > capacity()) {
            slots = new KeySlots<>(capacity);
            chain = new Chain(capacity);
            values = values.another(capacity);
            changes = new Changes<>(capacity);
            capacityMin = capacity;
        }
    }

    /** Brings where these hashes lead nearer, all at once, before the keys are put one after another. */
    void approach(int[] hashes, int from, int to) {
        approached += slots.approach(hashes, from, to);
    }

    /** Sets the value of a key in a table that is being restored: between batches, before the first capture. */
    void restore(K key, int hash, V value) {
        requireRestoring("restore");
        int place = slots.probe(key, hash);
        int slot = slots.slotAt(place);
        set(slot < 0 ? insert(place, key, hash) : slot, requireValue(value));
    }

    /** Removes a key, if it is there, from a table that is being restored. */
    void restoreRemoval(K key, int hash) {
        requireRestoring("restoreRemoval");
        int slot = find(key, hash);
        if (slot >= 0) {
            set(slot, null);
            release(slot);
        }
    }

    /** Removes a key; false if it was absent. */
    public boolean remove(K key, int hash) {
        requireOpen("remove");
        int slot = find(key, hash);
        if (slot < 0 || !values.has(slot)) {
            return false;
        }
        change(slot, null);
        return true;
    }

    /**
     * Shows every entry in order. The visitor may read the table, and put or remove the key it is shown; keys that it
     * adds are not shown.
     */
    public void forEach(EntryVisitor<? super K, ? super V> visitor) throws Exception {
        int edge = edges;
        int end = chain.last();
        for (int slot = chain.first(); slot >= 0; slot = slot == end ? -1 : chain.after(slot)) {
            V value = values.get(slot);
            if (value != null) {
                visitor.visit(slots.keyAt(slot), slots.hashAt(slot), value);
                requireSameBatch(edge);
            }
        }
    }

    /** Walks the slots of the entries in order; any key may be put or removed meanwhile, keys that come are not shown. */
    public PrimitiveIterator.OfInt slots() {
        return new Walk();
    }

    /** Walks the entries in order; what {@link #forEach(EntryVisitor)} allows its visitor is allowed between steps. */
    @Override
    public Iterator<KeyValue<K, V>> iterator() {
        Walk walk = new Walk();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public KeyValue<K, V> next() {
                int slot = walk.nextInt();
                return KeyValue.of(slots.keyAt(slot), requireNonNull(values.get(slot), "a walk shows entries"));
            }
        };
    }

    /** The key in a slot that was found or shown. */
    public K keyAt(int slot) {
        return slots.keyAt(slot);
    }

    /** The hash of the key in a slot that was found or shown. */
    public int hashAt(int slot) {
        return slots.hashAt(slot);
    }

    /**
     * Shows the keys touched since {@link #begin} in the order of their first change, each with its value now or null if
     * it is gone; keys that came and went inside the batch are left out. To be called before the commit. Applying the
     * changes of each batch in this order to an older copy gives the same table in the same order.
     */
    public void changes(ChangeVisitor<? super K, ? super V> visitor) throws Exception {
        requireOpen("changes");
        for (int entry = 0; entry < undo.size(); entry++) {
            int slot = undo.slot(entry);
            if (values.has(slot) || undo.had(entry)) {
                visitor.visit(slots.keyAt(slot), slots.hashAt(slot), values.get(slot));
            }
        }
    }

    /** Copies all entries in order to columns that have room for {@link #size} of them. */
    public void copyTo(Object[] keys, int[] hashes, Object[] copies) {
        int row = 0;
        for (int slot = chain.first(); slot >= 0; slot = chain.after(slot)) {
            V value = values.get(slot);
            if (value != null) {
                keys[row] = slots.keyAt(slot);
                hashes[row] = slots.hashAt(slot);
                copies[row++] = value;
            }
        }
    }

    /**
     * Takes hold of all entries in order, or of what was committed since the last capture; the first one must be full.
     * Costs time by what is captured, the same room until the next capture, and nothing before the first.
     *
     * @throws IllegalStateException inside a batch, and for changes before the first capture
     */
    public TableCapture<K, V> capture(boolean full) {
        requireBetweenBatches("capture");
        if (!full && !changes.isTracked()) {
            throw new IllegalStateException(
                    "the first capture of a table must be full: what changed is known from then on only");
        }
        int[] changed = full ? new int[0] : changes.changed();
        int[] rows = chain.withLast(full ? size : changes.came(), changed);
        List<K> removed = full ? List.of() : Collections.unmodifiableList(changes.removed());
        changes.restart(rows);
        return TableCapture.of(removed, changed.length, rows, slots, values);
    }

    /** Makes the table, as it is, what the next partial capture builds on. */
    public void track() {
        requireBetweenBatches("track");
        changes.restart(chain.withLast(changes.came(), changes.changed()));
        capacityMin = KeySlots.CAPACITY_MIN;
    }

    /** The same, but the next partial capture has all entries, as if each had changed in place. */
    void trackAsChanged() {
        track();
        changes.changeAll(chain.withLast(size, new int[0]));
    }

    /** The number of keys there is room for. */
    int capacity() {
        return slots.capacity();
    }

    private static <V> V requireValue(V value) {
        if (value == null) {
            throw new NullPointerException("the value of a key cannot be null: use remove");
        }
        return value;
    }

    private void requireOpen(String call) {
        if (!open) {
            throw new IllegalStateException(call + "() outside a batch: call begin() first");
        }
    }

    private void requireBetweenBatches(String call) {
        if (open) {
            throw new IllegalStateException(call + "() inside a batch: commit or roll it back first");
        }
    }

    private void requireRestoring(String call) {
        requireBetweenBatches(call);
        if (changes.isTracked()) {
            throw new IllegalStateException(call + "() on a table that was captured: only a fresh one is restored");
        }
    }

    private void requireSameBatch(int edge) {
        if (edge != edges) {
            throw new ConcurrentModificationException(
                    "the batch was committed or rolled back during a walk over the table: walk before or after it");
        }
    }

    private int insert(int place, K key, int hash) {
        int free = place;
        if (!chain.hasFree()) {
            grow();
            free = slots.probe(key, hash);
        }
        int slot = chain.take();
        slots.occupy(free, slot, key, hash);
        return slot;
    }

    private void change(int slot, @Nullable V value) {
        removals |= value == null;
        change(slot);
        set(slot, value);
    }

    private void set(int slot, @Nullable V value) {
        size += (value == null ? 0 : 1) - (values.has(slot) ? 1 : 0);
        values.set(slot, value);
    }

    private void release(int slot) {
        slots.vacate(slot);
        chain.release(slot);
    }

    private void close() {
        undo.clear();
        open = false;
        removals = false;
        edges++;
        if (size < capacity() / 8 && capacity() > capacityMin) {
            shrink();
        }
    }

    private void grow() {
        slots.grow();
        chain.grow(capacity());
        values.resize(capacity());
        changes.grow(capacity());
    }

    /** Moves what is left, in its order, to tables a quarter to half full. */
    private void shrink() {
        int capacity = Math.max(KeySlots.CAPACITY_MIN, Integer.highestOneBit(size) * 4);
        KeySlots<K> newSlots = new KeySlots<>(capacity);
        Chain newChain = new Chain(capacity);
        SlotValues<V> newValues = values.another(capacity);
        int[] from = new int[size];
        for (int slot = chain.first(); slot >= 0; slot = chain.after(slot)) {
            K key = slots.keyAt(slot);
            int moved = newChain.take();
            newSlots.occupy(newSlots.probe(key, slots.hashAt(slot)), moved, key, slots.hashAt(slot));
            newValues.set(moved, values, slot);
            from[moved] = slot;
        }
        slots = newSlots;
        chain = newChain;
        values = newValues;
        changes = changes.moved(from, capacity);
    }

    private final class Walk implements PrimitiveIterator.OfInt {
        private final int edge = edges;
        private final int end = chain.last();
        private int slot = chain.first();

        @Override
        public boolean hasNext() {
            requireSameBatch(edge);
            while (slot >= 0 && !values.has(slot)) {
                step();
            }
            return slot >= 0;
        }

        @Override
        public int nextInt() {
            if (!hasNext()) {
                throw new NoSuchElementException("the walk over the table is at its end");
            }
            int shown = slot;
            step();
            return shown;
        }

        private void step() {
            slot = slot == end ? -1 : chain.after(slot);
        }
    }
}
