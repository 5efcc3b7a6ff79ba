package dev.sluice.window;

import dev.sluice.table.VersionedTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slices of a window, oldest first, versioned by batch: a rollback brings back what the batch evicted. */
final class HeldSlices<K, A> implements Iterable<Slice<K, A>> {
    private final Deque<Slice<K, A>> held = new ArrayDeque<>();
    private final Deque<Slice<K, A>> evicted = new ArrayDeque<>();
    private int added;

    /** The table of the newest slice; a number that is not the newest slice's opens a new one. */
    VersionedTable<K, A> grow(long id) {
        Slice<K, A> newest = held.peekLast();
        if (newest == null || newest.id() != id) {
            newest = new Slice<>(id);
            held.addLast(newest);
            added++;
        }
        VersionedTable<K, A> table = newest.table();
        if (!table.isOpen()) {
            table.begin();
        }
        return table;
    }

    /** The oldest slice, or null if none is held. */
    @Nullable
    Slice<K, A> oldest() {
        return held.peekFirst();
    }

    void evictOldest() {
        evicted.addLast(held.removeFirst());
    }

    /** Keeps what the batch did. Only the newest slice grows on; those it has overtaken are sealed. */
    void commit() {
        Iterator<Slice<K, A>> newestFirst = held.descendingIterator();
        for (int age = 0; age <= added && newestFirst.hasNext(); age++) {
            Slice<K, A> slice = newestFirst.next();
            if (slice.table().isOpen()) {
                slice.table().commit();
            }
            if (age > 0) {
                slice.seal();
            }
        }
        close();
    }

    /** Takes back what the batch did. */
    void rollback() {
        while (!evicted.isEmpty()) {
            held.addFirst(evicted.removeLast());
        }
        for (int i = 0; i < added; i++) {
            held.removeLast();
        }
        Slice<K, A> newest = held.peekLast();
        if (newest != null && newest.table().isOpen()) {
            newest.table().rollback();
        }
        close();
    }

    /** The rows of all slices or, in time that depends on them only, those that no capture has shown; oldest first. */
    List<SliceRows<K, A>> capture(boolean full) {
        List<SliceRows<K, A>> rows = new ArrayList<>();
        Iterator<Slice<K, A>> newestFirst = held.descendingIterator();
        boolean more = true;
        while (more && newestFirst.hasNext()) {
            Slice<K, A> slice = newestFirst.next();
            more = full || !slice.isCaptured();
            rows.add(slice.capture(full));
        }
        Collections.reverse(rows);
        return rows;
    }

    /** Takes in the slices of a window that is empty, oldest first. */
    void restore(Collection<Slice<K, A>> slices) {
        held.addAll(slices);
        Slice<K, A> newest = held.peekLast();
        for (Slice<K, A> slice : slices) {
            if (slice != newest) {
                slice.seal();
            }
            slice.restored();
        }
    }

    @Override
    public Iterator<Slice<K, A>> iterator() {
        return held.iterator();
    }

    private void close() {
        evicted.clear();
        added = 0;
    }
}
