package dev.sluice.window;

import dev.sluice.table.EntryVisitor;
import dev.sluice.table.VersionedTable;
import org.jspecify.annotations.Nullable;

/** What each key has in one slice of a window: a table while the slice grows, bare columns once it is sealed. */
final class Slice<K, A> {
    private final long id;
    private @Nullable VersionedTable<K, A> growing = new VersionedTable<>();
    private Object[] keys = {};
    private int[] hashes = {};
    private Object[] partials = {};

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

    /** Ends the growth of the slice and lets go of what only growing needs. */
    void seal() {
        VersionedTable<K, A> table = table();
        keys = new Object[table.size()];
        hashes = new int[table.size()];
        partials = new Object[table.size()];
        table.copyTo(keys, hashes, partials);
        growing = null;
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
}
