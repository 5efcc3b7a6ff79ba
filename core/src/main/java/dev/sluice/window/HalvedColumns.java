package dev.sluice.window;

import static dev.sluice.window.Halves.FRONT;
import static dev.sluice.window.Halves.GROWING;
import static dev.sluice.window.Halves.LEAVING;
import static dev.sluice.window.Halves.NEWEST;
import static dev.sluice.window.Halves.TOTAL;
import static dev.sluice.window.Halves.TURNED;
import static dev.sluice.window.Halves.WIDTH;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges accumulators without an inverse, as {@link Halves} explains. */
final class HalvedColumns<A> implements SlidingColumns<A> {
    private final Aggregate<?, A, ?> aggregate;
    private final WindowKeys<?> keys;
    private final Halves<A> halves;
    private final VersionedObjects<A> cells = new VersionedObjects<>();
    private final SlotRoom room = new SlotRoom();

    HalvedColumns(Aggregate<?, A, ?> aggregate, int slices, WindowKeys<?> keys) {
        this.aggregate = aggregate;
        this.keys = keys;
        this.halves = new Halves<>(slices);
    }

    @Override
    public void room(int end) {
        cells.room(end * WIDTH);
    }

    @Override
    public void renumber(int[] numbers, int end) {
        cells.renumber(numbers, WIDTH, end);
    }

    @Override
    public long approach(int[] slots, int count) {
        long any = 0;
        for (int i = 0; i < count; i++) {
            any += slots[i] < 0 || cells.get(slots[i] * WIDTH + NEWEST) == null ? 0 : 1;
        }
        return any;
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
        int growing = halves.role(GROWING);
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            int row = slots[i] * WIDTH;
            A newest = newest(slots[i]);
            cells.set(row + growing, Accumulators.join(aggregate, cells.get(row + growing), newest));
        }
        halves.seal(slice);
    }

    @Override
    public void slide(long to, Eviction eviction) throws Exception {
        halves.slide(to, eviction, this::rests);
    }

    private Packed<A> rests(SealedSlice<A> slice) throws Exception {
        int turned = halves.role(TURNED);
        int size = slice.slots().size();
        int[] slots = room.list(slice.slots());
        @Nullable Object[] rests = new Object[size];
        for (int i = 0; i < size; i++) {
            int place = slots[i] * WIDTH + turned;
            A rest = cells.get(place);
            rests[i] = rest;
            cells.set(
                    place,
                    Accumulators.join(
                            aggregate, Accumulators.there(slice.partials().at(i)), rest));
        }
        return Packed.of(rests);
    }

    @Override
    public void leave(SealedSlice<A> slice, int[] slots) {
        Packed<A> rests = Objects.requireNonNull(slice.rests(), "a slice is turned before it leaves");
        int front = halves.role(FRONT);
        int leaving = halves.role(LEAVING);
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
        halves.empty(last);
    }

    @Override
    public A value(int slot, boolean inNewest) throws Exception {
        int row = slot * WIDTH;
        A value = Accumulators.join(
                aggregate, cells.get(row + halves.role(TOTAL)), cells.get(row + halves.role(GROWING)));
        if (inNewest) {
            value = Accumulators.join(aggregate, value, cells.get(row + NEWEST));
        }
        return Accumulators.there(Accumulators.join(aggregate, cells.get(row + halves.role(FRONT)), value));
    }

    @Override
    public void begin() {
        halves.begin();
    }

    @Override
    public void commit() {
        cells.commit();
        halves.commit();
    }

    @Override
    public void rollback() {
        cells.rollback();
        halves.rollback();
    }
}
