package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** What each key has in a slice that grows no more: slots and, in their order, accumulators. */
final class SealedSlice<A> {
    private final long id;
    private SlotSet slots;
    private final Packed<A> partials;
    private boolean captured;
    private @Nullable SliceRows unshown;
    private @Nullable Packed<A> rests;

    SealedSlice(long id, SlotSet slots, Packed<A> partials) {
        this.id = id;
        this.slots = slots;
        this.partials = partials;
    }

    long id() {
        return id;
    }

    SlotSet slots() {
        return slots;
    }

    void renumber(int[] numbers, int end) {
        slots = slots.renumbered(numbers, end);
    }

    Packed<A> partials() {
        return partials;
    }

    /** What each key has in the later slices of the same half, merged, once that is known. */
    @Nullable
    Packed<A> rests() {
        return rests;
    }

    void setRests(@Nullable Packed<A> rests) {
        this.rests = rests;
    }

    /** Takes in that captures have shown everything but some rows, or nothing. */
    void captured(@Nullable SliceRows rowsUnshown) {
        captured = true;
        unshown = rowsUnshown;
    }

    /** Whether a capture showed the slice before; it then was the newest one, or has not changed since. */
    boolean isCaptured() {
        return captured;
    }

    /** All rows, which a capture shows. */
    SliceRows all(KeyOrder order) {
        captured(null);
        return new SliceRows.All(id, slots, partials, order);
    }

    /** The rows that no capture has shown, which one shows now. */
    SliceRows changes(WindowKeys<?> keys) {
        SliceRows changes = captured ? unshown : some(keys);
        captured(null);
        return changes == null ? new SliceRows.Some(id, new Object[0], new Object[0]) : changes;
    }

    private SliceRows some(WindowKeys<?> keys) {
        int[] listed = slots.toArray();
        Object[] names = new Object[slots.size()];
        Object[] values = new Object[slots.size()];
        for (int row = 0; row < names.length; row++) {
            names[row] = keys.keyAt(listed[row]);
            values[row] = Accumulators.there(partials.at(row));
        }
        return new SliceRows.Some(id, names, values);
    }
}
