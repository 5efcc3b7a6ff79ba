package dev.sluice.intake;

import dev.sluice.plan.Split;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a batch read from a direct source, as it is stored.
 *
 * @param splits in how many partitions
 * @param records how many there were, or {@link Split#UNKNOWN}
 */
record DirectReading<P>(P from, P to, int splits, long records) {
    static <P> DirectReading<P> of(P from, P to, List<? extends Split<?>> splits) {
        return new DirectReading<>(from, to, splits.size(), sum(splits, Split::size));
    }

    /** No more records than this, or {@link Split#UNKNOWN}. */
    static long recordsMax(List<? extends Split<?>> splits) {
        return sum(splits, Split::sizeMax);
    }

    private static long sum(List<? extends Split<?>> splits, ToLongFunction<Split<?>> size) {
        long records = 0;
        for (Split<?> split : splits) {
            long each = size.applyAsLong(split);
            if (each == Split.UNKNOWN) {
                return Split.UNKNOWN;
            }
            records += each;
        }
        return records;
    }

    /** Whether this cannot be the same as another reading of the range, as far as records were counted. */
    boolean differsFrom(DirectReading<?> other) {
        boolean counted = records != Split.UNKNOWN && other.records != Split.UNKNOWN;
        return splits != other.splits || counted && records != other.records;
    }

    @Override
    public String toString() {
        return "from " + from + " to " + to;
    }

    /** How much it is, for people. */
    String amount() {
        return (records == Split.UNKNOWN ? "" : records + " records in ") + splits + " partitions";
    }
}
