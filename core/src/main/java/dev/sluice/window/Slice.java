package dev.sluice.window;

import dev.sluice.table.EntryVisitor;
import dev.sluice.table.TableCapture;
import dev.sluice.table.VersionedTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each key has in one slice of a window: a table while the slice grows, bare columns once it is sealed. */
final class Slice<K, A> {
    private final long id;
    private @Nullable VersionedTable<K, A> growing = new VersionedTable<>();
    private Object[] keys = {};
    private int[] hashes = {};
    private Object[] partials = {};
    private boolean captured;
    private @Nullable SliceRows<K, A> grownSinceCapture;

    Slice(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /** The table of a slice that is not sealed. */
    VersionedTable<K, A> table() {
        if (growing == null) {
            throw new IllegalStateException("slice " + id + " is sealed and grows no more");
        }
        return growing;
    }

    /** Sets what a key has, as a batch of its own. */
    void put(K key, int hash, A partial) {
        VersionedTable<K, A> table = table();
        table.begin();
        table.put(key, hash, partial);
        table.commit();
    }

    /** Ends the growth of the slice and lets go of what only growing needs. */
    void seal() {
        VersionedTable<K, A> table = table();
        if (captured) {
            grownSinceCapture = rows(table.capture(false));
        }
        keys = new Object[table.size()];
        hashes = new int[table.size()];
        partials = new Object[table.size()];
        table.copyTo(keys, hashes, partials);
        growing = null;
    }

    /** Whether a capture showed the slice before; it then was the newest one, or has not changed since. */
    boolean isCaptured() {
        return captured;
    }

    /** All rows, or those that no capture has shown as they are. */
    SliceRows<K, A> capture(boolean full) {
        boolean all = full || !captured;
        SliceRows<K, A> rows = growing != null ? rows(growing.capture(all)) : all ? sealedRows() : grownSinceCapture;
        captured = true;
        grownSinceCapture = null;
        return rows == null ? new SliceRows<>(id, List.of(), List.of()) : rows;
    }

    /** Makes what a restored slice holds what a capture has shown. */
    void restored() {
        if (growing != null) {
            growing.track();
        }
        captured = true;
    }

    /** Shows all entries, in the order in which their keys came. */
    @SuppressWarnings("unchecked") // the columns hold what the table held
    void forEach(EntryVisitor<K, A> visitor) throws Exception {
        if (growing != null) {
            growing.forEach(visitor);
            return;
        }
        for (int i = 0; i < keys.length; i++) {
            visitor.visit((K) keys[i], hashes[i], (A) partials[i]);
        }
    }

    @SuppressWarnings("unchecked") // the columns hold what the table held
    private SliceRows<K, A> sealedRows() {
        return new SliceRows<>(id, (List<K>) Arrays.asList(keys), (List<A>) Arrays.asList(partials));
    }

    private SliceRows<K, A> rows(TableCapture<K, A> capture) {
        return new SliceRows<>(id, capture.keys(), capture.values());
    }
}
