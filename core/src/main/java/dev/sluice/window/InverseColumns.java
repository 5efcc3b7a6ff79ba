package dev.sluice.window;

/**
 * Subtracts what leaves: one running value for all slices that no longer grow, and the newest slice beside it. A window of
 * one slice never subtracts, since what leaves is all there was.
 */
final class InverseColumns<A> implements SlidingColumns<A> {
    private final Aggregate<?, A, ?> aggregate;
    private final int slices;
    private final WindowKeys<?> keys;
    private final VersionedObjects<A> closed = new VersionedObjects<>();
    private final VersionedInts closedSlices = new VersionedInts();
    private final VersionedObjects<A> newest = new VersionedObjects<>();

    InverseColumns(Aggregate<?, A, ?> aggregate, int slices, WindowKeys<?> keys) {
        this.aggregate = aggregate;
        this.slices = slices;
        this.keys = keys;
    }

    @Override
    public void room(int end) {
        closed.room(end);
        closedSlices.room(end);
        newest.room(end);
    }

    @Override
    public void renumber(int[] numbers, int end) {
        closed.renumber(numbers, 1, end);
        closedSlices.renumber(numbers, 1, end);
        newest.renumber(numbers, 1, end);
    }

    @Override
    public long approach(int[] slots, int count) {
        long any = 0;
        for (int i = 0; i < count; i++) {
            any += slots[i] < 0 || newest.get(slots[i]) == null ? 0 : 1;
        }
        return any;
    }

    @Override
    public void enter(int slot, boolean first, A partial) throws Exception {
        newest.set(slot, first ? partial : Accumulators.merge(aggregate, newest(slot), partial));
    }

    @Override
    public A newest(int slot) {
        return Accumulators.there(newest.get(slot));
    }

    @Override
    public Packed<A> newest(int[] slots, int size) {
        return newest.packed(slots, size);
    }

    @Override
    public void seal(SealedSlice<A> slice, int[] slots) throws Exception {
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            closed.set(slot, Accumulators.join(aggregate, closed.get(slot), newest(slot)));
            closedSlices.set(slot, closedSlices.get(slot) + 1);
        }
    }

    @Override
    public void slide(long to, Eviction eviction) throws Exception {
        eviction.upTo(to - slices);
    }

    @Override
    public void leave(SealedSlice<A> slice, int[] slots) throws Exception {
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            if (!keys.isNewest(slots[i], slice.id())) {
                subtract(slots[i], Accumulators.there(slice.partials().at(i)));
            }
        }
    }

    private void subtract(int slot, A leaving) throws Exception {
        int rest = closedSlices.get(slot) - 1;
        A all = Accumulators.there(closed.get(slot));
        closed.set(slot, rest == 0 ? null : Accumulators.subtract(aggregate, all, leaving));
        closedSlices.set(slot, rest);
    }

    @Override
    public void forget(int slot) {
        closed.clear(slot);
        newest.clear(slot);
        closedSlices.set(slot, 0);
    }

    @Override
    public void empty(long last) {}

    @Override
    public A value(int slot, boolean inNewest) throws Exception {
        A before = closed.get(slot);
        return inNewest
                ? Accumulators.there(Accumulators.join(aggregate, before, newest(slot)))
                : Accumulators.there(before);
    }

    @Override
    public void begin() {}

    @Override
    public void commit() {
        closed.commit();
        closedSlices.commit();
        newest.commit();
    }

    @Override
    public void rollback() {
        closed.rollback();
        closedSlices.rollback();
        newest.rollback();
    }
}
