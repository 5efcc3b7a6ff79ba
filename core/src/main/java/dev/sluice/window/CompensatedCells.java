package dev.sluice.window;

import dev.sluice.function.ToDoubleFunction;
import java.io.Serializable;

/** Compensated sums of a double of each record, to the last bit those of {@link CompensatedSum}. */
record CompensatedCells<T>(ToDoubleFunction<? super T> number)
        implements Cells<T, CompensatedCells.Sum, CompensatedSum> {
    /** A sum that changes. */
    static final class Sum implements Serializable {
        private static final long serialVersionUID = 1L;

        private double sum;
        private double error;

        private void add(double value) {
            double next = sum + value;
            error += CompensatedSum.lost(sum, value, next);
            sum = next;
        }
    }

    @Override
    public Sum cell() {
        return new Sum();
    }

    @Override
    public void add(Sum cell, T value) throws Exception {
        cell.add(number.applyAsDouble(value));
    }

    @Override
    public void merge(Sum cell, Sum later) {
        cell.add(later.sum);
        cell.error += later.error;
    }

    @Override
    public CompensatedSum accumulator(Sum cell) {
        return new CompensatedSum(cell.sum, cell.error);
    }
}
