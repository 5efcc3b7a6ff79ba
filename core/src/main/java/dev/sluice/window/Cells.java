package dev.sluice.window;

import java.io.Serializable;

/**
 * Adds up the records of one batch in place: what the accumulators of an {@link Aggregate} do, without a new object for
 * each record. A cell is used by one thread at a time, and nobody keeps it beyond the batch.
 *
 * <p>The law: records added to a cell one after another, and cells merged in the order of their records, have the
 * accumulator that the aggregate makes of the same records in the same order.
 *
 * @param <T> the type of the records
 * @param <C> the type of the cells, which are changed in place; serializable
 * @param <A> the type of the accumulators
 */
public interface Cells<T, C, A> extends Serializable {
    /** A new cell of no records. */
    C cell() throws Exception;

    /** Takes one more record in. */
    void add(C cell, T value) throws Exception;

    /** Takes in the records of another cell, which come after those in this one. The other is not used any more. */
    void merge(C cell, C later) throws Exception;

    /** The accumulator of the records in a cell, which is not used any more. */
    A accumulator(C cell) throws Exception;
}
