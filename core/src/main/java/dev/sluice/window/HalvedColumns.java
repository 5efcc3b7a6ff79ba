package dev.sluice.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges without an inverse, at the same cost for each slide however long the window is. Time is cut into halves of a
 * window, the same for all keys, so that a window reaches over three of them at most:
 *
 * <pre>
 *   oldest half          middle half         newest half
 *   [ left | front ]     [   total    ]      [ growing | newest slice ]
 * </pre>
 *
 * A key has front + ((total + growing) + newest), where front is what is left of the oldest half, merged. While the newest
 * half fills, the middle one is turned, a slice for each slide, from its end to its begin: each of its slices learns what
 * its keys have in the later slices of the half. That is what their front becomes when the slice leaves. So every entry is
 * merged into its half's total once and once when it is turned, in loops over whole slices, and no slide has to do more
 * than others.
 *
 * <p>The five columns change their roles from half to half: what was turned is the front then, what grew the total. The
 * front is empty when its half has left, and the total when its keys have left it as front; so no column is ever cleared.
 */
final class HalvedColumns<A> implements SlidingColumns<A> {
    private static final int FRONT = 0;
    private static final int TURNED = 1;
    private static final int LEAVING = 2;
    private static final int TOTAL = 3;
    private static final int GROWING = 4;
    private static final int ROLES = 5;
    private static final int NEWEST = 5;
    private static final int WIDTH = 6;

    private final Aggregate<?, A, ?> aggregate;
    private final WindowKeys<?> keys;
    private final int slices;
    private final int half;
    private final VersionedObjects<A> cells = new VersionedObjects<>();
    private final List<SealedSlice<A>> turnedInBatch = new ArrayList<>();
    private Phase<A> phase = new Phase<>(0, null, null);
    private Phase<A> phaseAtBegin = phase;
    private final SlotRoom room = new SlotRoom();

    /**
     * Where the window stands.
     *
     * @param number that of the newest half
     * @param toTurn the slices of the middle half that are not turned, newest first
     * @param filling the sealed slices of the newest half, newest first
     */
    private record Phase<A>(long number, @Nullable Chain<A> toTurn, @Nullable Chain<A> filling) {}

    /** Slices, newest first; not a record, whose methods would go down the whole chain. */
    private static final class Chain<A> {
        private final SealedSlice<A> slice;
        private final @Nullable Chain<A> older;

        Chain(SealedSlice<A> slice, @Nullable Chain<A> older) {
            this.slice = slice;
            this.older = older;
        }
    }

    HalvedColumns(Aggregate<?, A, ?> aggregate, int slices, WindowKeys<?> keys) {
        this.aggregate = aggregate;
        this.keys = keys;
        this.slices = slices;
        this.half = slices / 2;
    }

    @Override
    public void room(int end) {
        cells.room(end * WIDTH);
    }

    @Override
    public void enter(int slot, boolean first, A partial) throws Exception {
        cells.set(slot * WIDTH + NEWEST, first ? partial : Accumulators.merge(aggregate, newest(slot), partial));
    }

    @Override
    public A newest(int slot) {
        return Accumulators.there(cells.get(slot * WIDTH + NEWEST));
    }

    @Override
    public Packed<A> newest(int[] slots, int size) {
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = slots[i] * WIDTH + NEWEST;
        }
        return cells.packed(places, size);
    }

    @Override
    public void seal(SealedSlice<A> slice, int[] slots) throws Exception {
        int growing = role(GROWING);
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            int row = slots[i] * WIDTH;
            A newest = newest(slots[i]);
            cells.set(row + growing, Accumulators.join(aggregate, cells.get(row + growing), newest));
            cells.set(row + NEWEST, null);
        }
        phase = new Phase<>(phase.number, phase.toTurn, new Chain<>(slice, phase.filling));
    }

    @Override
    public void slide(long to, Eviction eviction) throws Exception {
        while (Math.floorDiv(to, (long) half) > phase.number) {
            turnDownTo(Long.MIN_VALUE);
            eviction.upTo((phase.number - 1) * half - 1);
            phase = new Phase<>(phase.number + 1, phase.filling, null);
        }
        eviction.upTo(to - slices);
        long begin = phase.number * half;
        turnDownTo(begin - 1 - (to - begin));
    }

    private void turnDownTo(long oldest) throws Exception {
        for (Chain<A> next = phase.toTurn; next != null && next.slice.id() >= oldest; next = next.older) {
            turn(next.slice);
            phase = new Phase<>(phase.number, next.older, phase.filling);
        }
    }

    private void turn(SealedSlice<A> slice) throws Exception {
        int turned = role(TURNED);
        int size = slice.slots().size();
        int[] slots = room.list(slice.slots());
        @Nullable Object[] rests = new Object[size];
        for (int i = 0; i < size; i++) {
            int place = slots[i] * WIDTH + turned;
            A rest = cells.get(place);
            rests[i] = rest;
            cells.set(place, Accumulators.join(aggregate, Accumulators.there(slice.partials().at(i)), rest));
        }
        turnedInBatch.add(slice);
        slice.setRests(Packed.of(rests));
    }

    @Override
    public void leave(SealedSlice<A> slice, int[] slots) {
        Packed<A> rests = Objects.requireNonNull(slice.rests(), "a slice is turned before it leaves");
        int front = role(FRONT);
        int leaving = role(LEAVING);
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            if (!keys.isNewest(slots[i], slice.id())) {
                int row = slots[i] * WIDTH;
                cells.set(row + front, rests.at(i));
                cells.clear(row + leaving);
            }
        }
    }

    @Override
    public void forget(int slot) {
        for (int role = 0; role < WIDTH; role++) {
            cells.clear(slot * WIDTH + role);
        }
    }

    @Override
    public void empty(long last) {
        phase = new Phase<>(Math.floorDiv(last, (long) half), null, null);
    }

    @Override
    public A value(int slot, boolean inNewest) throws Exception {
        int row = slot * WIDTH;
        A value = Accumulators.join(aggregate, cells.get(row + role(TOTAL)), cells.get(row + role(GROWING)));
        if (inNewest) {
            value = Accumulators.join(aggregate, value, cells.get(row + NEWEST));
        }
        return Accumulators.there(Accumulators.join(aggregate, cells.get(row + role(FRONT)), value));
    }

    @Override
    public void begin() {
        phaseAtBegin = phase;
    }

    @Override
    public void commit() {
        cells.commit();
        turnedInBatch.clear();
    }

    @Override
    public void rollback() {
        cells.rollback();
        turnedInBatch.forEach(slice -> slice.setRests(null));
        turnedInBatch.clear();
        phase = phaseAtBegin;
    }

    private int role(int role) {
        return (int) Math.floorMod(phase.number + role, (long) ROLES);
    }
}
