package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what the keys of a window have in all its slices, merged, by the slots of the keys. Versioned by batch; a function
 * of the aggregate that throws leaves a rollback as the only way on.
 *
 * <p>What is said of a key depends on the slices that are held and on the last slice of the window, and on nothing else.
 * Columns that are filled anew from the slices give the same values bit by bit, even where merging rounds, as long as an
 * inverse is exact.
 */
sealed interface SlidingColumns<A> permits SumColumns, InverseColumns, HalvedColumns, ExtremeColumns {
    /** Lets the slices up to a number leave, oldest first, each by {@link #leave}. */
    @FunctionalInterface
    interface Eviction {
        void upTo(long newestToLeave) throws Exception;
    }

    /** The columns that an aggregate needs whose accumulators are like this one, if there is one already. */
    static <A> SlidingColumns<A> of(Aggregate<?, A, ?> aggregate, @Nullable A example, int slices, WindowKeys<?> keys) {
        if (SumColumns.fit(aggregate)) {
            return new SumColumns<>(slices);
        }
        if (aggregate.invertible() || slices == 1) {
            return new InverseColumns<>(aggregate, slices, keys);
        }
        Extreme<?> extreme = Extreme.natural(aggregate);
        NumberOrder order = extreme == null ? null : NumberOrder.of(example, extreme.greatest());
        return order == null ? new HalvedColumns<>(aggregate, slices, keys) : new ExtremeColumns<>(order, slices, keys);
    }

    /** Makes room for slots below this one. */
    void room(int end);

    /**
     * Gives the keys other slots, between two batches.
     *
     * @param numbers the new slot for each old one, or -1 for those that were free
     * @param end makes room for slots below this one
     */
    void renumber(int[] numbers, int end);

    /**
     * Reads what keys have, those that have a slot, so that it is near when it is changed.
     *
     * @return anything, so that the reads are not left out
     */
    long approach(int[] slots, int count);

    /** Takes in more of what a key has in the newest slice: merged behind what it has there, unless it is the first. */
    void enter(int slot, boolean first, A partial) throws Exception;

    /** What a key has in the newest slice, in which it has something. */
    A newest(int slot);

    /** What keys have in the newest slice, the first so many of some slots. */
    Packed<A> newest(int[] slots, int size);

    /** Takes a slice that was the newest and grows no more to the others. */
    void seal(SealedSlice<A> slice, int[] slots) throws Exception;

    /** Moves the last slice of the window on, which lets older ones leave. */
    void slide(long to, Eviction eviction) throws Exception;

    /** Takes the oldest slice out of what the keys have that have something in later ones. */
    void leave(SealedSlice<A> slice, int[] slots) throws Exception;

    /** Lets go of what a key has. */
    void forget(int slot);

    /** Begins anew at a last slice: there are no keys left. */
    void empty(long last);

    /**
     * What a key has in the window.
     *
     * @param inNewest whether it has something in the newest slice
     */
    A value(int slot, boolean inNewest) throws Exception;

    void begin();

    void commit();

    void rollback();
}
