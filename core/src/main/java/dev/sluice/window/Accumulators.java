package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Merges and subtracts accumulators that hold records, which are never null. */
final class Accumulators {
    private Accumulators() {}

    static <A> A merge(Aggregate<?, A, ?> aggregate, A left, A right) throws Exception {
        return some(aggregate.merge(left, right), "merge");
    }

    static <A> A subtract(Aggregate<?, A, ?> aggregate, A accumulator, A leaving) throws Exception {
        return some(aggregate.subtract(accumulator, leaving), "subtract");
    }

    private static <A> A some(@Nullable A result, String method) {
        if (result == null) {
            throw new NullPointerException("the aggregate's " + method + " returned null though records remain:"
                    + " only zero() may be null; return a value that stands for nothing");
        }
        return result;
    }
}
