package dev.sluice.window;

import dev.sluice.function.ToLongFunction;
import java.io.Serializable;

/** Sums of a whole number of each record. */
record LongCells<T>(ToLongFunction<? super T> number) implements Cells<T, LongCells.Sum, Long> {
    /** A sum that changes. */
    static final class Sum implements Serializable {
        private static final long serialVersionUID = 1L;

        private long value;
    }

    @Override
    public Sum cell() {
        return new Sum();
    }

    @Override
    public void add(Sum cell, T value) throws Exception {
        cell.value += number.applyAsLong(value);
    }

    @Override
    public void merge(Sum cell, Sum later) {
        cell.value += later.value;
    }

    @Override
    public Long accumulator(Sum cell) {
        return cell.value;
    }
}
