package dev.sluice.window;

import dev.sluice.data.StableHash;
import dev.sluice.error.CorruptionException;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.StateChunk;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A window on its way back from the chunks of {@link WindowCapture}: first its keys in their order and the rows of its
 * slices, then the columns, filled slice by slice as the batches did. What partitions captured at one version ends with
 * the same last slice, which drops what left in the meantime.
 *
 * <p>The window may have had another length when it was stored than it has now. What leaves a window that is shorter now
 * leaves it last, as if in a batch.
 */
final class StoredWindow<K, A> {
    private final SlidingWindowTable<K, A> table;
    private final WindowKeys<K> keys;
    private final int slicesPerWindow;
    private final TreeMap<Long, StoredSlice> slices = new TreeMap<>();
    private final BitSet gone = new BitSet();
    private long last = Long.MIN_VALUE;

    /** A window that goes into this table with these keys, which is empty. */
    StoredWindow(SlidingWindowTable<K, A> table, WindowKeys<K> keys, int slicesPerWindow) {
        this.table = table;
        this.keys = keys;
        this.slicesPerWindow = slicesPerWindow;
    }

    void restore(StateChunk chunk) {
        List<?> first = chunk.columns().get(0);
        switch (chunk.kind()) {
            case WindowCapture.LAST ->
                advance((Long) first.get(0), (Long) chunk.columns().get(1).get(0));
            case WindowCapture.GONE -> go(first);
            case WindowCapture.CAME -> come(first);
            case WindowCapture.PARTIALS -> put(chunk.columns());
            default -> throw KeyedRows.unknown(chunk);
        }
    }

    /** Fills the table, and lets what it holds count as captured. */
    void build() throws Exception {
        requireWhole();
        SortedMap<Long, StoredSlice> tooOld = upTo(slicesPerWindow);
        BitSet leaving = slots(tooOld);
        tooOld.clear();
        leaving.andNot(slots(slices));
        for (Map.Entry<Long, StoredSlice> slice : slices.entrySet()) {
            enter(slice.getKey(), slice.getValue());
        }
        table.begin();
        table.advance(Math.max(last, table.last()));
        table.commit();
        table.track();
        table.begin();
        leaving.stream().forEach(keys::leave);
        gone.stream().forEach(keys::free);
        table.commit();
    }

    @SuppressWarnings("unchecked") // the accumulators of the window
    private void enter(long id, StoredSlice slice) throws Exception {
        BitSet newest = slice.newestRows();
        table.begin();
        table.advance(id);
        for (int row = newest.nextSetBit(0); row >= 0; row = newest.nextSetBit(row + 1)) {
            table.enter(id, slice.slotAt(row), true, (A) slice.partialAt(row));
        }
        table.commit();
        slice.clear();
    }

    private void requireWhole() {
        BitSet some = slots(slices);
        slices.forEach((id, slice) -> slice.requireKeys(id, keys, gone));
        int idle = keys.size() - some.cardinality();
        if (idle > 0) {
            throw new CorruptionException(
                    "the stored window does not hold together: " + idle + " of its keys have nothing in any slice");
        }
    }

    private static BitSet slots(Map<Long, StoredSlice> slices) {
        BitSet slots = new BitSet();
        slices.values().forEach(slice -> slice.addSlotsTo(slots));
        return slots;
    }

    private void advance(long slice, long length) {
        last = slice;
        upTo(length).clear();
    }

    /** The slices older than a window of so many. */
    private SortedMap<Long, StoredSlice> upTo(long length) {
        return last == Long.MIN_VALUE ? new TreeMap<>() : slices.headMap(last - length, true);
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void go(List<?> column) {
        keys.begin();
        for (Object key : column) {
            int slot = keys.find((K) key, StableHash.of(key));
            if (slot >= 0) {
                keys.drop(slot);
                gone.set(slot);
            }
        }
        keys.commit();
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void come(List<?> column) {
        keys.begin();
        for (Object key : column) {
            int hash = StableHash.of(key);
            if (keys.find((K) key, hash) < 0) {
                table.come((K) key, hash);
            }
        }
        keys.commit();
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void put(List<? extends List<?>> columns) {
        for (int row = 0; row < columns.get(0).size(); row++) {
            K key = (K) columns.get(0).get(row);
            slices.computeIfAbsent((Long) columns.get(1).get(row), id -> new StoredSlice())
                    .put(keys.find(key, StableHash.of(key)), key, columns.get(2).get(row));
        }
    }
}
