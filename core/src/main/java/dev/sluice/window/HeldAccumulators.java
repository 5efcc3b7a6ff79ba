package dev.sluice.window;

import java.io.Serializable;

/** The cells of any aggregate: each holds an accumulator, and one after another. */
record HeldAccumulators<T, A>(Aggregate<T, A, ?> aggregate) implements Cells<T, HeldAccumulators.Held<A>, A> {
    /** Holds an accumulator. */
    static final class Held<A> implements Serializable {
        private static final long serialVersionUID = 1L;

        private A accumulator;

        Held(A accumulator) {
            this.accumulator = accumulator;
        }
    }

    @Override
    public Held<A> cell() throws Exception {
        return new Held<>(aggregate.zero());
    }

    @Override
    public void add(Held<A> cell, T value) throws Exception {
        cell.accumulator = aggregate.add(cell.accumulator, value);
    }

    @Override
    public void merge(Held<A> cell, Held<A> later) throws Exception {
        cell.accumulator = aggregate.merge(cell.accumulator, later.accumulator);
    }

    @Override
    public A accumulator(Held<A> cell) {
        return cell.accumulator;
    }
}
