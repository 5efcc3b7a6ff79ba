package dev.sluice.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a window stands that merges without an inverse, at the same cost for each slide however long the window is. Time
 * is cut into halves of a window, the same for all keys, so that a window reaches over three of them at most:
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
final class Halves<A> {
    static final int FRONT = 0;
    static final int TURNED = 1;
    static final int LEAVING = 2;
    static final int TOTAL = 3;
    static final int GROWING = 4;

    /** The place of what a key has in the newest slice, behind the columns that change their roles. */
    static final int NEWEST = 5;

    /** The places of a key. */
    static final int WIDTH = 6;

    private static final long ROLES = 5;

    private final int slices;
    private final int half;
    private final List<SealedSlice<A>> turnedInBatch = new ArrayList<>();
    private Phase<A> phase = new Phase<>(0, null, null);
    private Phase<A> phaseAtBegin = phase;

    /** Lets each entry of a slice learn what its key has in the later slices of the half, and takes it to these. */
    @FunctionalInterface
    interface Turning<A> {
        Packed<A> rests(SealedSlice<A> slice) throws Exception;
    }

    /**
     * Where the window stands.
     *
     * @param number that of the newest half
     * @param toTurn the slices of the middle half that are not turned, newest first
     * @param filling the sealed slices of the newest half, newest first
     */
    private record Phase<A>(
            long number,
            @Nullable Chain<A> toTurn,
            @Nullable Chain<A> filling) {}

    /** Slices, newest first; not a record, whose methods would go down the whole chain. */
    private static final class Chain<A> {
        private final SealedSlice<A> slice;
        private final @Nullable Chain<A> older;

        Chain(SealedSlice<A> slice, @Nullable Chain<A> older) {
            this.slice = slice;
            this.older = older;
        }
    }

    /** The halves of a window of at least two slices. */
    Halves(int slices) {
        this.slices = slices;
        this.half = slices / 2;
    }

    /** Where among the places of a key the column stands that has a role now. */
    int role(int role) {
        return (int) Math.floorMod(phase.number + role, ROLES);
    }

    /** Takes in a slice that was the newest. */
    void seal(SealedSlice<A> slice) {
        phase = new Phase<>(phase.number, phase.toTurn, new Chain<>(slice, phase.filling));
    }

    /** See {@link SlidingColumns#slide}. */
    void slide(long to, SlidingColumns.Eviction eviction, Turning<A> turning) throws Exception {
        while (Math.floorDiv(to, (long) half) > phase.number) {
            turnDownTo(Long.MIN_VALUE, turning);
            eviction.upTo((phase.number - 1) * half - 1);
            phase = new Phase<>(phase.number + 1, phase.filling, null);
        }
        eviction.upTo(to - slices);
        long begin = phase.number * half;
        turnDownTo(begin - 1 - (to - begin), turning);
    }

    private void turnDownTo(long oldest, Turning<A> turning) throws Exception {
        for (Chain<A> next = phase.toTurn; next != null && next.slice.id() >= oldest; next = next.older) {
            next.slice.setRests(turning.rests(next.slice));
            turnedInBatch.add(next.slice);
            phase = new Phase<>(phase.number, next.older, phase.filling);
        }
    }

    /** See {@link SlidingColumns#empty}. */
    void empty(long last) {
        phase = new Phase<>(Math.floorDiv(last, (long) half), null, null);
    }

    void begin() {
        phaseAtBegin = phase;
    }

    void commit() {
        turnedInBatch.clear();
    }

    void rollback() {
        turnedInBatch.forEach(slice -> slice.setRests(null));
        turnedInBatch.clear();
        phase = phaseAtBegin;
    }
}
