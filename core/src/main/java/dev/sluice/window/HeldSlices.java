package dev.sluice.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slices of a window, oldest first, versioned by batch: a rollback brings back what the batch sealed and evicted. */
final class HeldSlices<A> {
    private final Deque<SealedSlice<A>> sealed = new ArrayDeque<>();
    private final Deque<SealedSlice<A>> evicted = new ArrayDeque<>();
    private int sealedInBatch;
    private @Nullable GrowingSlice growing;
    private @Nullable GrowingSlice growingAtBegin;

    void begin() {
        growingAtBegin = growing;
    }

    /** The newest slice while it grows, or null if there is none since the last was sealed. */
    @Nullable
    GrowingSlice growing() {
        return growing;
    }

    GrowingSlice grow(long id) {
        GrowingSlice opened = new GrowingSlice(id);
        growing = opened;
        return opened;
    }

    /** Takes the place of the growing slice. */
    void seal(SealedSlice<A> slice) {
        sealed.addLast(slice);
        sealedInBatch++;
        growing = null;
    }

    /** The oldest sealed slice, or null if none is held. */
    @Nullable
    SealedSlice<A> oldest() {
        return sealed.peekFirst();
    }

    /** Whether a sealed slice is newer than this number. */
    boolean reachBeyond(long id) {
        SealedSlice<A> newest = sealed.peekLast();
        return newest != null && newest.id() > id;
    }

    void evictOldest() {
        evicted.addLast(sealed.removeFirst());
    }

    /** Keeps what the batch did. */
    void commit() {
        if (growing != null) {
            growing.commit();
        }
        close();
    }

    /** Takes back what the batch did. */
    void rollback() {
        while (!evicted.isEmpty()) {
            sealed.addFirst(evicted.removeLast());
        }
        for (int i = 0; i < sealedInBatch; i++) {
            sealed.removeLast();
        }
        growing = growingAtBegin;
        if (growing != null) {
            growing.rollback();
        }
        close();
    }

    /** The sealed slices, oldest first. */
    Iterable<SealedSlice<A>> sealed() {
        return sealed;
    }

    /** The rows of all slices or, in time that depends on them only, those that no capture has shown; oldest first. */
    List<SliceRows> capture(boolean full, WindowKeys<?> keys, SlidingColumns<A> columns) {
        List<SliceRows> rows = new ArrayList<>();
        KeyOrder order = full ? keys.order() : null;
        boolean more = true;
        if (growing != null) {
            more = full || !growing.isCaptured();
            rows.add(order == null ? growing.changes(keys, columns) : growing.all(order, keys, columns));
        }
        Iterator<SealedSlice<A>> newestFirst = sealed.descendingIterator();
        while (more && newestFirst.hasNext()) {
            SealedSlice<A> slice = newestFirst.next();
            more = full || !slice.isCaptured();
            rows.add(order == null ? slice.changes(keys) : slice.all(order));
        }
        Collections.reverse(rows);
        return rows;
    }

    /** Gives the keys other slots, between two batches. */
    void renumber(int[] numbers, int end) {
        sealed.forEach(slice -> slice.renumber(numbers, end));
        if (growing != null) {
            growing.renumber(numbers);
        }
    }

    /** Makes what is held what a capture has shown. */
    void track() {
        sealed.forEach(slice -> slice.captured(null));
        if (growing != null) {
            growing.track();
        }
    }

    private void close() {
        evicted.clear();
        sealedInBatch = 0;
    }
}
