package dev.sluice.window;

import java.util.Objects;
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

    /** What a key has in a slice that it is in. */
    static <A> A there(@Nullable A partial) {
        return Objects.requireNonNull(partial, "an accumulator that holds records cannot be null");
    }

    /** Two parts of a window merged, either of which may hold nothing. */
    static <A> @Nullable A join(Aggregate<?, A, ?> aggregate, @Nullable A left, @Nullable A right) throws Exception {
        if (left == null) {
            return right;
        }
        return right == null ? left : merge(aggregate, left, right);
    }

    private static <A> A some(@Nullable A result, String method) {
        if (result == null) {
            throw new NullPointerException("the aggregate's " + method + " returned null though records remain:"
                    + " only zero() may be null; return a value that stands for nothing");
        }
        return result;
    }
}
