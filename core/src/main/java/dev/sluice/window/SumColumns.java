package dev.sluice.window;

/**
 * Sums of whole numbers: one running sum for all slices that no longer grow, and the newest slice beside it. Adding and
 * subtracting is done here, on bare numbers.
 */
final class SumColumns<A> implements SlidingColumns<A> {
    private final int slices;
    private final VersionedLongs closed = new VersionedLongs(0);
    private final VersionedLongs newest = new VersionedLongs(0);

    SumColumns(int slices) {
        this.slices = slices;
    }

    /** Whether an aggregate's accumulators are such sums. */
    static boolean fit(Aggregate<?, ?, ?> aggregate) {
        return aggregate.invertible() && areSums(aggregate.cells());
    }

    private static boolean areSums(Cells<?, ?, ?> cells) {
        return cells instanceof LongCells
                || (cells instanceof MappedCells<?, ?, ?, ?> mapped && areSums(mapped.cells()));
    }

    @Override
    public void room(int end) {
        closed.room(end);
        newest.room(end);
    }

    @Override
    public void renumber(int[] numbers, int end) {
        closed.renumber(numbers, 1, end);
        newest.renumber(numbers, 1, end);
    }

    @Override
    public long approach(int[] slots, int count) {
        long any = 0;
        for (int i = 0; i < count; i++) {
            any += slots[i] < 0 ? 0 : newest.get(slots[i]);
        }
        return any;
    }

    @Override
    public void enter(int slot, boolean first, A partial) {
        long more = (Long) partial;
        newest.set(slot, first ? more : newest.get(slot) + more);
    }

    @Override
    public A newest(int slot) {
        return boxed(newest.get(slot));
    }

    @Override
    public Packed<A> newest(int[] slots, int size) {
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = newest.get(slots[i]);
        }
        return new PackedLongs<>(numbers);
    }

    @Override
    public void seal(SealedSlice<A> slice, int[] slots) {
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            closed.set(slots[i], closed.get(slots[i]) + newest.get(slots[i]));
        }
    }

    @Override
    public void slide(long to, Eviction eviction) throws Exception {
        eviction.upTo(to - slices);
    }

    @Override
    public void leave(SealedSlice<A> slice, int[] slots) {
        PackedLongs<A> partials = (PackedLongs<A>) slice.partials();
        int size = slice.slots().size();
        for (int i = 0; i < size; i++) {
            closed.set(slots[i], closed.get(slots[i]) - partials.number(i));
        }
    }

    @Override
    public void forget(int slot) {
        closed.set(slot, 0);
    }

    @Override
    public void empty(long last) {}

    @Override
    public A value(int slot, boolean inNewest) {
        return boxed(inNewest ? closed.get(slot) + newest.get(slot) : closed.get(slot));
    }

    @Override
    public void begin() {}

    @Override
    public void commit() {
        closed.commit();
        newest.commit();
    }

    @Override
    public void rollback() {
        closed.rollback();
        newest.rollback();
    }

    @SuppressWarnings("unchecked") // the accumulators are Long
    private A boxed(long number) {
        return (A) (Long) number;
    }
}
