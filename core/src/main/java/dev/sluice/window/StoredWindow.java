package dev.sluice.window;

import dev.sluice.data.StableHash;
import dev.sluice.error.CorruptionException;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedTable;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A window on its way back from the chunks of {@link WindowCapture}: first its keys in their order and its slices, then
 * the cells of the keys, built from the slices. What partitions captured at one version ends with the same last slice,
 * which drops what left in the meantime.
 *
 * <p>The window may have had another length when it was stored than it has now. What leaves a window that is shorter now
 * leaves it last, as if in a batch.
 */
final class StoredWindow<K, A> {
    private static final Object COMING = new Object();
    private static final Object LEAVING = new Object();

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
            case WindowCapture.LAST ->
                advance((Long) first.get(0), (Long) chunk.columns().get(1).get(0));
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

    /** Builds the cells, and lets them count as captured; gives the slices, oldest first. */
    Collection<Slice<K, A>> build(SlidingCells<A, Object> algorithm) throws Exception {
        boolean shortened = isShortened();
        for (Slice<K, A> slice : slices.values()) {
            cells.begin();
            slice.forEach((key, hash, partial) -> enter(algorithm, slice.id(), key, hash, partial));
            cells.commit();
        }
        if (built < cells.size()) {
            throw new CorruptionException("the stored window does not hold together: " + (cells.size() - built)
                    + " of its keys have nothing in any slice");
        }
        cells.track();
        if (shortened) {
            leave();
        }
        return slices.values();
    }

    /** Takes out the slices that are too old for the window as it is now, and marks their keys; whether there are any. */
    private boolean isShortened() throws Exception {
        SortedMap<Long, Slice<K, A>> tooOld = upTo(slicesPerWindow);
        boolean any = !tooOld.isEmpty();
        for (Slice<K, A> slice : tooOld.values()) {
            cells.begin();
            slice.forEach((key, hash, partial) -> meet(slice.id(), key, hash, LEAVING));
            cells.commit();
        }
        tooOld.clear();
        return any;
    }

    private void enter(SlidingCells<A, Object> algorithm, long slice, K key, int hash, A partial) throws Exception {
        Object cell = cells.get(key, hash);
        boolean first = cell == COMING || cell == LEAVING;
        meet(slice, key, hash, algorithm.enter(first ? null : cell, hash, slice, partial));
    }

    private void meet(long slice, K key, int hash, Object next) {
        Object cell = cells.get(key, hash);
        if (cell == null) {
            throw new CorruptionException("the stored window does not hold together: slice " + slice
                    + " has something of key " + key + ", which has no place in the order of keys");
        }
        built += cell == COMING ? 1 : 0;
        cells.put(key, hash, next);
    }

    /** Takes out the keys that have something in those slices only. */
    private void leave() throws Exception {
        cells.begin();
        cells.forEach((key, hash, cell) -> {
            if (cell == LEAVING) {
                cells.remove(key, hash);
            }
        });
        cells.commit();
    }

    private void advance(long slice, long length) {
        last = slice;
        upTo(length).clear();
    }

    /** The slices older than a window of so many. */
    private SortedMap<Long, Slice<K, A>> upTo(long length) {
        return last == Long.MIN_VALUE ? new TreeMap<>() : slices.headMap(last - length, true);
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
