package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Subtracts what leaves: one running value for all slices that no longer grow, and the newest slice beside it. */
record InverseCells<A>(Aggregate<?, A, ?> aggregate) implements SlidingCells<A, InverseCells.Cell<A>> {
    /**
     * One key's window.
     *
     * @param closed the slices before the newest, merged; null if there are none
     * @param closedSlices how many they are
     * @param newest the number of the newest slice
     * @param partial what the key has in it so far
     */
    record Cell<A>(@Nullable A closed, int closedSlices, long newest, A partial) {}

    @Override
    public Cell<A> enter(@Nullable Cell<A> cell, int hash, long slice, A partial) throws Exception {
        if (cell == null) {
            return new Cell<>(null, 0, slice, partial);
        }
        return cell.newest == slice
                ? new Cell<>(cell.closed, cell.closedSlices, slice, partial)
                : new Cell<>(value(cell), cell.closedSlices + 1, slice, partial);
    }

    @Override
    public @Nullable Cell<A> leave(Cell<A> cell, long slice, A partial) throws Exception {
        A closed = cell.closed;
        if (closed == null) {
            return null;
        }
        A rest = cell.closedSlices == 1 ? null : Accumulators.subtract(aggregate, closed, partial);
        return new Cell<>(rest, cell.closedSlices - 1, cell.newest, cell.partial);
    }

    @Override
    public Cell<A> settle(Cell<A> cell, int hash, long last) {
        return cell;
    }

    @Override
    public A value(Cell<A> cell) throws Exception {
        return cell.closed == null ? cell.partial : Accumulators.merge(aggregate, cell.closed, cell.partial);
    }
}
