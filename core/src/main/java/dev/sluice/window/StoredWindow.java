package dev.sluice.window;

import dev.sluice.data.StableHash;
import dev.sluice.error.CorruptionException;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedTable;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A window on its way back from the chunks of {@link WindowCapture}: first its keys in their order and its slices, then
 * the cells of the keys, built from the slices. What partitions captured at one version ends with the same last slice,
 * which drops what left in the meantime.
 */
final class StoredWindow<K, A> {
    private static final Object COMING = new Object();

    private final VersionedTable<K, Object> cells;
    private final int slicesPerWindow;
    private final TreeMap<Long, Slice<K, A>> slices = new TreeMap<>();
    private long last = Long.MIN_VALUE;
    private int built;

    /** A window that puts its keys and cells into this table, which is empty. */
    StoredWindow(VersionedTable<K, Object> cells, int slicesPerWindow) {
        this.cells = cells;
        this.slicesPerWindow = slicesPerWindow;
    }

    void restore(StateChunk chunk) {
        List<?> first = chunk.columns().get(0);
        cells.begin();
        switch (chunk.kind()) {
            case WindowCapture.LAST -> advance((Long) first.get(0));
            case WindowCapture.GONE -> first.forEach(this::gone);
            case WindowCapture.CAME -> first.forEach(this::came);
            case WindowCapture.PARTIALS -> put(chunk.columns());
            default -> throw KeyedRows.unknown(chunk);
        }
        cells.commit();
    }

    long last() {
        return last;
    }

    /** Builds the cells; gives the slices, oldest first. */
    Collection<Slice<K, A>> build(SlidingCells<A, Object> algorithm) throws Exception {
        for (Slice<K, A> slice : slices.values()) {
            cells.begin();
            slice.forEach((key, hash, partial) -> enter(algorithm, slice.id(), key, hash, partial));
            cells.commit();
        }
        if (built < cells.size()) {
            throw new CorruptionException("the stored window does not hold together: " + (cells.size() - built)
                    + " of its keys have nothing in any slice");
        }
        return slices.values();
    }

    private void enter(SlidingCells<A, Object> algorithm, long slice, K key, int hash, A partial) throws Exception {
        Object cell = cells.get(key, hash);
        if (cell == null) {
            throw new CorruptionException("the stored window does not hold together: slice " + slice
                    + " has something of key " + key + ", which has no place in the order of keys");
        }
        built += cell == COMING ? 1 : 0;
        cells.put(key, hash, algorithm.enter(cell == COMING ? null : cell, hash, slice, partial));
    }

    private void advance(long slice) {
        last = slice;
        if (last > Long.MIN_VALUE) {
            slices.headMap(last - slicesPerWindow, true).clear();
        }
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void gone(Object key) {
        cells.remove((K) key, StableHash.of(key));
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void came(Object key) {
        cells.put((K) key, StableHash.of(key), COMING);
    }

    @SuppressWarnings("unchecked") // columns hold what was put in
    private void put(List<? extends List<?>> columns) {
        for (int row = 0; row < columns.get(0).size(); row++) {
            K key = (K) columns.get(0).get(row);
            slices.computeIfAbsent((Long) columns.get(1).get(row), Slice::new)
                    .put(key, StableHash.of(key), (A) columns.get(2).get(row));
        }
    }
}
