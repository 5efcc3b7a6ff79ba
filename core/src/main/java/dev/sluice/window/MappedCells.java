package dev.sluice.window;

import dev.sluice.function.Function;

/** The cells of an aggregate of something that each record has. */
record MappedCells<T, U, C, A>(Function<? super T, ? extends U> function, Cells<U, C, A> cells)
        implements Cells<T, C, A> {
    @Override
    public C cell() throws Exception {
        return cells.cell();
    }

    @Override
    public void add(C cell, T value) throws Exception {
        cells.add(cell, function.apply(value));
    }

    @Override
    public void merge(C cell, C later) throws Exception {
        cells.merge(cell, later);
    }

    @Override
    public A accumulator(C cell) throws Exception {
        return cells.accumulator(cell);
    }
}
