package dev.sluice.table;

import dev.sluice.data.StableHash;
import dev.sluice.error.RecoveryException;
import java.util.List;

/** Captures and restores a state that is one table. Used by one thread at a time. */
public final class KeyedRows<K, V> {
    /** Chunks of entries: the keys, then the columns of the form. A key that is held keeps its place in the order. */
    public static final int ENTRIES = 1;

    /** Chunks of keys that are gone. */
    public static final int REMOVED = 2;

    /** So many rows are sought in memory at once; what is found of them stays in a cache of the processor. */
    private static final int NEAR_ROWS = 256;

    private final VersionedTable<K, V> table;
    private final RowForm<V> form;
    private boolean converted;

    /** The rows of this table. */
    public KeyedRows(VersionedTable<K, V> table, RowForm<V> form) {
        this.table = table;
        this.form = form;
    }

    /** See {@link VersionedState#capture}. */
    public StateCapture capture(boolean full) {
        return new KeyedCapture<>(table.capture(full), form);
    }

    /** See {@link VersionedState#expect}. */
    public void expect(long rows) {
        table.makeRoom(rows);
    }

    /** See {@link VersionedState#restore}. */
    public void restore(StateChunk chunk) {
        switch (chunk.kind()) {
            case ENTRIES -> put(chunk.columns());
            case REMOVED -> remove(chunk.columns().get(0));
            default -> throw unknown(chunk);
        }
    }

    /** See {@link VersionedState#restored}. Rows of another form are captured anew, so that none is left of it. */
    public void restored() {
        if (converted) {
            table.trackAsChanged();
        } else {
            table.track();
        }
    }

    /** The failure of a state that is given a chunk of a kind that it never captures. */
    public static RecoveryException unknown(StateChunk chunk) {
        return new RecoveryException("the stored state has rows of kind " + chunk.kind()
                + ", which this version of Sluice does not know: go on with the version that stored them");
    }

    @SuppressWarnings("unchecked") // the first column holds the keys
    private void put(List<? extends List<?>> columns) {
        converted |= !form.isOwn(columns);
        List<?> keys = columns.get(0);
        int[] hashes = new int[keys.size()];
        for (int row = 0; row < hashes.length; row++) {
            hashes[row] = StableHash.of(keys.get(row));
        }
        for (int from = 0; from < hashes.length; from += NEAR_ROWS) {
            int to = Math.min(hashes.length, from + NEAR_ROWS);
            table.approach(hashes, from, to);
            for (int row = from; row < to; row++) {
                table.restore((K) keys.get(row), hashes[row], form.value(columns, row));
            }
        }
    }

    @SuppressWarnings("unchecked") // the column holds keys
    private void remove(List<?> keys) {
        for (Object key : keys) {
            table.restoreRemoval((K) key, StableHash.of(key));
        }
    }
}
