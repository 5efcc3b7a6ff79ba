package dev.sluice.intake;

import dev.sluice.plan.Split;
import java.util.List;

/**
 * What a batch read from a direct source, as it is stored.
 *
 * @param splits in how many partitions
 * @param records how many there were, or {@link Split#UNKNOWN}
 */
record DirectReading<P>(P from, P to, int splits, long records) {
    static <P> DirectReading<P> of(P from, P to, List<? extends Split<?>> splits) {
        return new DirectReading<>(from, to, splits.size(), records(splits));
    }

    private static long records(List<? extends Split<?>> splits) {
        long records = 0;
        for (Split<?> split : splits) {
            if (split.size() == Split.UNKNOWN) {
                return Split.UNKNOWN;
            }
            records += split.size();
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
