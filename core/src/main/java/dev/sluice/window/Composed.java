package dev.sluice.window;

import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate made of functions.
 *
 * @param inPlace its cells, or null where they hold accumulators
 */
record Composed<T, A, R>(
        Supplier<A> zeroSupplier,
        BiFunction<A, T, A> adder,
        BinaryOperator<A> merger,
        Function<A, R> finisher,
        @Nullable BinaryOperator<A> subtractor,
        @Nullable Cells<T, ?, A> inPlace)
        implements Aggregate<T, A, R> {
    @Override
    public A zero() throws Exception {
        return zeroSupplier.get();
    }

    @Override
    public A add(A accumulator, T value) throws Exception {
        return adder.apply(accumulator, value);
    }

    @Override
    public A merge(A left, A right) throws Exception {
        return merger.apply(left, right);
    }

    @Override
    public R finish(A accumulator) throws Exception {
        return finisher.apply(accumulator);
    }

    @Override
    public Cells<T, ?, A> cells() {
        return inPlace == null ? Aggregate.super.cells() : inPlace;
    }

    @Override
    public boolean invertible() {
        return subtractor != null;
    }

    @Override
    public A subtract(A accumulator, A leaving) throws Exception {
        return subtractor == null
                ? Aggregate.super.subtract(accumulator, leaving)
                : subtractor.apply(accumulator, leaving);
    }
}
