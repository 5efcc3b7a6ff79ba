package dev.sluice.window;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StateException;
import dev.sluice.table.EntryVisitor;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.TableCapture;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sliding window of every key of one partition: what each key has in the last {@code slices} slices of the stream,
 * merged oldest first. Slices have growing numbers; only the newest grows, in one batch or over several. A key whose
 * slices have all left is gone.
 *
 * <p>Between {@link #begin} and {@link #commit} or {@link #rollback} it holds the next version; a rollback restores the
 * version before exactly, also after a function of the aggregate threw, which leaves no other way on. A batch costs time
 * by the entries that come and leave, whatever the length of the window and the number of keys; only
 * {@link #forEach(EntryVisitor)} costs time by the number of keys.
 *
 * <p>What leaves is subtracted if the aggregate is invertible. Otherwise two stacks for each key hold the merged parts,
 * which takes about three merges for each entry.
 *
 * <p>The values depend on the slices held, the hashes of the keys and the last slice only. A table that is built anew by
 * adding the same slices in order, and advancing to the same last slice, has the same values bit by bit, also where
 * merging rounds, as long as an inverse is exact. Keys are met in the order in which they came into the window.
 *
 * <p>A capture holds the last slice, the number of slices, the keys that are gone, the keys that came in their order, and of each slice what no
 * capture has shown yet: key, slice, accumulator. It may be restored to a window of another number of slices: of a shorter
 * one what is older leaves at once, and a longer one begins with what the window held and fills up.
 *
 * <p>Not thread-safe.
 */
public final class SlidingWindowTable<K, A> implements VersionedState {
    private final Aggregate<?, A, ?> aggregate;
    private final int slices;
    private final SlidingCells<A, Object> algorithm;
    private final VersionedTable<K, Object> cells = new VersionedTable<>();
    private final HeldSlices<K, A> held = new HeldSlices<>();
    private long last = Long.MIN_VALUE;
    private long lastAtBegin;
    private boolean torn;
    private @Nullable StoredWindow<K, A> restoring;

    /**
     * An empty window.
     *
     * @param aggregate merges accumulators, and subtracts them if it is invertible
     * @param slices how many slices the window has, at least 1
     */
    @SuppressWarnings("unchecked") // an algorithm only ever gets the cells it made
    public SlidingWindowTable(Aggregate<?, A, ?> aggregate, int slices) {
        if (slices < 1) {
            throw new InvalidProgramException("a window has at least 1 slice, but was given " + slices);
        }
        this.aggregate = aggregate;
        this.slices = slices;
        SlidingCells<A, ?> chosen =
                aggregate.invertible() ? new InverseCells<>(aggregate) : new TwoStackCells<>(aggregate, slices);
        this.algorithm = (SlidingCells<A, Object>) chosen;
    }

    /** Opens the next version. */
    @Override
    public void begin() {
        cells.begin();
        lastAtBegin = last;
    }

    /** Makes the open version the committed one. */
    @Override
    public void commit() {
        if (torn) {
            throw new IllegalStateException("commit() after a failure of the aggregate: call rollback()");
        }
        cells.commit();
        held.commit();
    }

    /** Drops the open version. */
    @Override
    public void rollback() {
        cells.rollback();
        held.rollback();
        last = lastAtBegin;
        torn = false;
    }

    /** The number of keys that have something in the window. */
    @Override
    public long size() {
        return cells.size();
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
            evictUpTo(slice - slices);
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
        VersionedTable<K, A> growing = held.grow(slice);
        A before = growing.get(key, hash);
        A whole = before == null
                ? Objects.requireNonNull(partial, "an accumulator that holds records cannot be null")
                : Accumulators.merge(aggregate, before, partial);
        Object cell = algorithm.enter(cells.get(key, hash), hash, slice, whole);
        growing.put(key, hash, whole);
        cells.put(key, hash, cell);
    }

    /** What a key has in the window, or null if nothing. */
    public @Nullable A get(K key, int hash) throws Exception {
        Object cell = cells.get(key, hash);
        return cell == null ? null : algorithm.value(algorithm.settle(cell, hash, last));
    }

    /** Shows what every key has in the window, in the order in which the keys came into it. */
    public void forEach(EntryVisitor<? super K, ? super A> visitor) throws Exception {
        cells.forEach((key, hash, cell) -> {
            Object settled = algorithm.settle(cell, hash, last);
            if (settled != cell && cells.isOpen()) {
                cells.put(key, hash, settled);
            }
            visitor.visit(key, hash, algorithm.value(settled));
        });
    }

    /** Shows what every key has in every slice, oldest slice first: all that is needed to build the table anew. */
    public void forEachPartial(PartialVisitor<? super K, ? super A> visitor) throws Exception {
        for (Slice<K, A> slice : held) {
            slice.forEach((key, hash, partial) -> visitor.visit(slice.id(), key, hash, partial));
        }
    }

    @Override
    public StateCapture capture(boolean full) {
        TableCapture<K, Object> keys = cells.capture(full);
        List<K> came = keys.keys().subList(keys.changed(), keys.keys().size());
        return new WindowCapture<>(last, slices, keys.removed(), came, held.capture(full));
    }

    @Override
    public void restore(StateChunk chunk) {
        stored().restore(chunk);
    }

    /** Builds the cells anew from the slices, which merges as much as their batches did. */
    @Override
    public void restored() {
        StoredWindow<K, A> window = stored();
        try {
            held.restore(window.build(algorithm));
        } catch (SluiceException known) {
            throw known;
        } catch (Exception thrown) {
            throw new StateException(
                    "the aggregate failed while a window was built anew from its stored slices: " + thrown, thrown);
        }
        last = window.last();
        restoring = null;
    }

    private StoredWindow<K, A> stored() {
        if (restoring == null) {
            restoring = new StoredWindow<>(cells, slices);
        }
        return restoring;
    }

    private void evictUpTo(long newestToLeave) throws Exception {
        Slice<K, A> oldest = held.oldest();
        while (oldest != null && oldest.id() <= newestToLeave) {
            long id = oldest.id();
            oldest.forEach((key, hash, partial) -> leave(id, key, hash, partial));
            held.evictOldest();
            oldest = held.oldest();
        }
    }

    private void leave(long slice, K key, int hash, A partial) throws Exception {
        Object cell = Objects.requireNonNull(cells.get(key, hash), "a key in a slice has a cell");
        Object rest = algorithm.leave(cell, slice, partial);
        if (rest == null) {
            cells.remove(key, hash);
        } else {
            cells.put(key, hash, rest);
        }
    }

    private void requireOpen(String call) {
        if (!cells.isOpen()) {
            throw new IllegalStateException(call + "() outside a batch: call begin() first");
        }
    }
}
