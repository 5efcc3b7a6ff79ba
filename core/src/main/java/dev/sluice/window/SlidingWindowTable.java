package dev.sluice.window;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StateException;
import dev.sluice.table.EntryVisitor;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.TableCapture;
import dev.sluice.table.VersionedState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sliding window of every key of one partition: what each key has in the last {@code slices} slices of the stream,
 * merged oldest first. Slices have growing numbers; only the newest grows, in one batch or over several. A key whose
 * slices have all left is gone.
 *
 * <p>Between {@link #begin} and {@link #commit} or {@link #rollback} it holds the next version; a rollback restores the
 * version before exactly, also after a function of the aggregate threw, which leaves no other way on.
 *
 * <p>A slide costs time by the entries of three slices, however long the window is: the one that stops growing, the one
 * that leaves, and, where nothing can be subtracted, one half a window old ({@link Halves}). What comes takes one search
 * for its key, what leaves takes none, and a key that is gone one. Only {@link #forEach(EntryVisitor)} costs time by the
 * number of keys. Each key has a slot, each slice a column of bare numbers or accumulators and the slots of its keys:
 * about 8 to 12 bytes for a number, half as much again where nothing can be subtracted.
 *
 * <p>The values depend on the slices held and on the last slice only. A table that is built anew by adding the same
 * slices in order, and advancing to the same last slice, has the same values bit by bit, also where merging rounds, as
 * long as an inverse is exact. Keys are met in the order in which they came into the window.
 *
 * <p>A capture holds the last slice, the number of slices, the keys that are gone, the keys that came in their order, and
 * of each slice what no capture has shown yet: key, slice, accumulator. It may be restored to a window of another number
 * of slices: of a shorter one what is older leaves at once, and a longer one begins with what the window held and fills
 * up.
 *
 * <p>Not thread-safe.
 */
public final class SlidingWindowTable<K, A> implements VersionedState {
    private static final String NO_RECORDS = "an accumulator that holds records cannot be null";

    private final Aggregate<?, A, ?> aggregate;
    private final int slices;
    private final WindowKeys<K> keys = new WindowKeys<>();
    private SlidingColumns<A> columns;
    private boolean fitted;
    private final HeldSlices<A> held = new HeldSlices<>();
    private final SlotRoom room = new SlotRoom();
    private long last = Long.MIN_VALUE;
    private long lastAtBegin;
    private boolean torn;
    private @Nullable StoredWindow<K, A> restoring;

    @SuppressWarnings("UnusedVariable") // makes it seem needed what is read only to be near
    private long approached;

    /**
     * An empty window.
     *
     * @param aggregate merges accumulators, and subtracts them if it is invertible
     * @param slices how many slices the window has, at least 1
     */
    public SlidingWindowTable(Aggregate<?, A, ?> aggregate, int slices) {
        if (slices < 1) {
            throw new InvalidProgramException("a window has at least 1 slice, but was given " + slices);
        }
        this.slices = slices;
        this.aggregate = aggregate;
        this.columns = SlidingColumns.of(aggregate, null, slices, keys);
    }

    /** Opens the next version. */
    @Override
    public void begin() {
        keys.begin();
        columns.begin();
        held.begin();
        lastAtBegin = last;
    }

    /** Makes the open version the committed one. */
    @Override
    public void commit() {
        if (torn) {
            throw new IllegalStateException("commit() after a failure of the aggregate: call rollback()");
        }
        keys.commit();
        columns.commit();
        held.commit();
        if (keys.isSparse()) {
            int[] numbers = keys.renumber();
            columns.renumber(numbers, keys.room());
            held.renumber(numbers, keys.end());
        }
    }

    /** Drops the open version. */
    @Override
    public void rollback() {
        keys.rollback();
        columns.rollback();
        held.rollback();
        last = lastAtBegin;
        torn = false;
    }

    /** The number of keys that have something in the window. */
    @Override
    public long size() {
        return keys.size();
    }

    /** The last slice of the window, {@link Long#MIN_VALUE} before the first. */
    public long last() {
        return last;
    }

    /**
     * Moves the window so that this slice is its last: what is in slices up to {@code last - slices} leaves. Needed
     * where no {@link #add} says so, for a slice without data.
     */
    public void advance(long slice) throws Exception {
        requireOpen("advance");
        if (slice < last) {
            throw new IllegalStateException("slice " + slice + " comes too late: the window already ends with slice "
                    + last + ", and slices come in growing order");
        }
        if (slice > last) {
            torn = true;
            slide(slice);
            torn = false;
            last = slice;
        }
    }

    /**
     * Takes in more of what a key has in a slice, which is the last of the window or becomes it. It is merged behind
     * what the key already has there.
     */
    public void add(long slice, K key, int hash, A partial) throws Exception {
        advance(slice);
        Objects.requireNonNull(partial, NO_RECORDS);
        int slot = keys.find(key, hash);
        enter(slice, slot < 0 ? come(key, hash) : slot, slot < 0, partial);
    }

    /** The slots of many keys, or -1 where a key is absent; brings near what the keys have. */
    void approach(K[] sought, int[] hashes, int[] slots, int count) {
        keys.find(sought, hashes, slots, count);
        approached += columns.approach(slots, count);
    }

    /** Takes in more of what the key in a slot has in the last slice. */
    void addAt(long slice, int slot, A partial) throws Exception {
        enter(slice, slot, false, Objects.requireNonNull(partial, NO_RECORDS));
    }

    /** What a key has in the window, or null if nothing. */
    public @Nullable A get(K key, int hash) throws Exception {
        int slot = keys.find(key, hash);
        return slot < 0 ? null : valueAt(slot);
    }

    /** Shows what every key has in the window, in the order in which the keys came into it. */
    public void forEach(EntryVisitor<? super K, ? super A> visitor) throws Exception {
        keys.forEach((key, hash, slot) -> visitor.visit(key, hash, valueAt(slot.intValue())));
    }

    /**
     * Shows what every key has in every slice, oldest slice first and in the order of keys: all that is needed to build
     * the table anew.
     */
    public void forEachPartial(PartialVisitor<? super K, ? super A> visitor) throws Exception {
        KeyOrder order = keys.order();
        for (SealedSlice<A> slice : held.sealed()) {
            int size = slice.slots().size();
            int[] slots = slice.slots().toArray();
            for (int index : order.sorted(slots, size)) {
                visitor.visit(
                        slice.id(),
                        keys.keyAt(slots[index]),
                        keys.hashAt(slots[index]),
                        Accumulators.there(slice.partials().at(index)));
            }
        }
        GrowingSlice growing = held.growing();
        if (growing != null) {
            for (int index : order.sorted(growing.slots(), growing.size())) {
                int slot = growing.slots()[index];
                visitor.visit(growing.id(), keys.keyAt(slot), keys.hashAt(slot), columns.newest(slot));
            }
        }
    }

    @Override
    public StateCapture capture(boolean full) {
        TableCapture<K, Long> captured = keys.capture(full);
        List<K> came =
                captured.keys().subList(captured.changed(), captured.keys().size());
        return new WindowCapture<>(last, slices, captured.removed(), came, held.capture(full, keys, columns));
    }

    @Override
    public void restore(StateChunk chunk) {
        stored().restore(chunk);
    }

    /** Fills the columns anew from the slices, which merges as much as their batches did. */
    @Override
    public void restored() {
        try {
            stored().build();
        } catch (SluiceException known) {
            throw known;
        } catch (Exception thrown) {
            throw new StateException(
                    "the aggregate failed while a window was built anew from its stored slices: " + thrown, thrown);
        }
        restoring = null;
    }

    private StoredWindow<K, A> stored() {
        if (restoring == null) {
            restoring = new StoredWindow<>(this, keys, slices);
        }
        return restoring;
    }

    /** Lets everything count as captured. */
    void track() {
        keys.track();
        held.track();
    }

    /** Gives a slot to a key that is absent. */
    int come(K key, int hash) {
        int before = keys.room();
        int slot = keys.come(key, hash);
        if (keys.room() > before) {
            columns.room(keys.room());
        }
        return slot;
    }

    /** Takes in more of what the key in a slot has in the last slice. */
    void enter(long slice, int slot, boolean came, A partial) throws Exception {
        if (!fitted) {
            fit(partial);
        }
        boolean first = came || !keys.isNewest(slot, slice);
        columns.enter(slot, first, partial);
        GrowingSlice growing = held.growing();
        (growing == null ? held.grow(slice) : growing).enter(slot, first);
        if (first) {
            keys.setNewest(slot, slice);
        }
    }

    /** Chooses the columns by the first accumulator that ever comes. */
    private void fit(A example) {
        columns = SlidingColumns.of(aggregate, example, slices, keys);
        columns.room(keys.room());
        columns.empty(lastAtBegin);
        columns.begin();
        columns.empty(last);
        fitted = true;
    }

    private A valueAt(int slot) throws Exception {
        return columns.value(slot, keys.isNewest(slot, last));
    }

    private void slide(long to) throws Exception {
        seal();
        if (held.reachBeyond(to - slices)) {
            columns.slide(to, this::evictUpTo);
        } else {
            while (held.oldest() != null) {
                evict(Objects.requireNonNull(held.oldest()), false);
            }
            columns.empty(to);
        }
    }

    private void seal() throws Exception {
        GrowingSlice growing = held.growing();
        if (growing == null) {
            return;
        }
        SlotSet set = SlotSet.of(growing.slots(), growing.size(), keys.end());
        int[] slots = room.list(set);
        SealedSlice<A> slice = new SealedSlice<>(growing.id(), set, columns.newest(slots, set.size()));
        if (growing.isCaptured()) {
            slice.captured(growing.unshown(keys, columns));
        }
        held.seal(slice);
        columns.seal(slice, slots);
    }

    private void evictUpTo(long newestToLeave) throws Exception {
        SealedSlice<A> oldest = held.oldest();
        while (oldest != null && oldest.id() <= newestToLeave) {
            evict(oldest, true);
            oldest = held.oldest();
        }
    }

    private void evict(SealedSlice<A> slice, boolean someRemain) throws Exception {
        held.evictOldest();
        int[] slots = room.list(slice.slots());
        if (someRemain) {
            columns.leave(slice, slots);
        }
        int[] gone = new int[slice.slots().size()];
        int count = 0;
        for (int i = 0; i < gone.length; i++) {
            if (keys.isNewest(slots[i], slice.id())) {
                gone[count++] = slots[i];
            }
        }
        for (int i = 0; i < count; i++) {
            columns.forget(gone[i]);
        }
        keys.leave(gone, count);
    }

    private void requireOpen(String call) {
        if (!keys.isOpen()) {
            throw new IllegalStateException(call + "() outside a batch: call begin() first");
        }
    }
}
