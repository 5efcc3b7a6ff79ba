package dev.sluice.window;

import static dev.sluice.window.Halves.FRONT;
import static dev.sluice.window.Halves.GROWING;
import static dev.sluice.window.Halves.LEAVING;
import static dev.sluice.window.Halves.NEWEST;
import static dev.sluice.window.Halves.TOTAL;
import static dev.sluice.window.Halves.TURNED;
import static dev.sluice.window.Halves.WIDTH;

import java.util.Objects;

/** The greatest or least number of each key, in bare numbers that are ordered so that the greatest is wanted. */
final class ExtremeColumns<A> implements SlidingColumns<A> {
    /** What is less than any other number, and so leaves it as it is. */
    private static final long NONE = Long.MIN_VALUE;

    private final NumberOrder order;
    private final WindowKeys<?> keys;
    private final Halves<A> halves;
    private final VersionedLongs cells = new VersionedLongs(NONE);
    private final SlotRoom room = new SlotRoom();

    ExtremeColumns(NumberOrder order, int slices, WindowKeys<?> keys) {
        this.order = order;
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
            any += slots[i] < 0 ? 0 : cells.get(slots[i] * WIDTH + NEWEST);
        }
        return any;
    }

    @Override
    public void enter(int slot, boolean first, A partial) {
        int place = slot * WIDTH + NEWEST;
        long more = order.code(partial);
        cells.set(place, first ? more : Math.max(cells.get(place), more));
    }

    @Override
    public A newest(int slot) {
        return number(cells.get(slot * WIDTH + NEWEST));
    }

    @Override
    public Packed<A> newest(int[] slots, int size) {
        long[] codes = new long[size];
        for (int i = 0; i < size; i++) {
            codes[i] = cells.get(slots[i] * WIDTH + NEWEST);
        }
        return order.packed(codes);
    }

    @Override
    public void seal(SealedSlice<A> slice, int[] slots) {
        int growing = halves.role(GROWING);
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            int row = slots[i] * WIDTH;
            cells.set(row + growing, Math.max(cells.get(row + growing), cells.get(row + NEWEST)));
        }
        halves.seal(slice);
    }

    @Override
    public void slide(long to, Eviction eviction) throws Exception {
        halves.slide(to, eviction, this::rests);
    }

    /** The codes of what follows, not the numbers. */
    private Packed<A> rests(SealedSlice<A> slice) {
        int turned = halves.role(TURNED);
        int size = slice.slots().size();
        int[] slots = room.list(slice.slots());
        long[] rests = new long[size];
        for (int i = 0; i < size; i++) {
            int place = slots[i] * WIDTH + turned;
            long rest = cells.get(place);
            rests[i] = rest;
            cells.set(place, Math.max(order.codeAt(slice.partials(), i), rest));
        }
        return new PackedLongs<>(rests);
    }

    @Override
    public void leave(SealedSlice<A> slice, int[] slots) {
        PackedLongs<A> rests =
                (PackedLongs<A>) Objects.requireNonNull(slice.rests(), "a slice is turned before it leaves");
        int front = halves.role(FRONT);
        int leaving = halves.role(LEAVING);
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            if (!keys.isNewest(slots[i], slice.id())) {
                int row = slots[i] * WIDTH;
                cells.set(row + front, rests.number(i));
                clear(row + leaving);
            }
        }
    }

    @Override
    public void forget(int slot) {
        for (int role = 0; role < WIDTH; role++) {
            clear(slot * WIDTH + role);
        }
    }

    private void clear(int place) {
        if (cells.get(place) != NONE) {
            cells.set(place, NONE);
        }
    }

    @Override
    public void empty(long last) {
        halves.empty(last);
    }

    @Override
    public A value(int slot, boolean inNewest) {
        int row = slot * WIDTH;
        long before = Math.max(cells.get(row + halves.role(TOTAL)), cells.get(row + halves.role(GROWING)));
        long value = Math.max(cells.get(row + halves.role(FRONT)), before);
        return number(inNewest ? Math.max(value, cells.get(row + NEWEST)) : value);
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

    @SuppressWarnings("unchecked") // of the class of the accumulators
    private A number(long code) {
        return (A) order.number(code);
    }
}
