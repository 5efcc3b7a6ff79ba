package dev.sluice.window;

import dev.sluice.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** An aggregate whose accumulators are records themselves, null standing for none. */
@SuppressWarnings("NullAway") // A is nullable here, which the interface leaves to its implementations
record Reducing<T>(BinaryOperator<T> function, @Nullable BinaryOperator<T> inverse) implements Aggregate<T, T, T> {
    @Override
    public @Nullable T zero() {
        return null;
    }

    @Override
    public @Nullable T add(@Nullable T accumulator, T value) throws Exception {
        return merge(accumulator, value);
    }

    @Override
    public @Nullable T merge(@Nullable T left, @Nullable T right) throws Exception {
        if (left == null) {
            return right;
        }
        return right == null ? left : function.apply(left, right);
    }

    @Override
    public @Nullable T finish(@Nullable T accumulator) {
        return accumulator;
    }

    @Override
    public boolean invertible() {
        return inverse != null;
    }

    @Override
    public T subtract(T accumulator, T leaving) throws Exception {
        return inverse == null ? Aggregate.super.subtract(accumulator, leaving) : inverse.apply(accumulator, leaving);
    }
}
