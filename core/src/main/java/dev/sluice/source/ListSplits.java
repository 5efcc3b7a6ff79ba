package dev.sluice.source;

import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.List;

/** Cuts records at hand into splits: none for no record, one for few, several for many. */
final class ListSplits {
    private static final int RECORDS_PER_SPLIT_MIN = 4096;

    private ListSplits() {}

    /** At most {@code splitsMax} splits of a list that does not change any more. */
    static <T> List<Split<T>> of(List<T> records, int splitsMax) {
        long worth = ((long) records.size() + RECORDS_PER_SPLIT_MIN - 1) / RECORDS_PER_SPLIT_MIN;
        int count = (int) Math.min(Math.max(1, splitsMax), worth);
        List<Split<T>> splits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) records.size() * i / count);
            int to = (int) ((long) records.size() * (i + 1) / count);
            splits.add(Split.of(records.subList(from, to)));
        }
        return splits;
    }
}
