package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Split;
import java.util.List;

/** The records of a list, in order, at most so many in a batch; then nothing. */
public final class ListSource<T> implements DirectSource<T, Integer> {
    private static final long serialVersionUID = 1L;

    private final List<T> records;
    private final int perBatch;

    /** A source of these records, copied. */
    public ListSource(List<? extends T> records, int perBatch) {
        if (perBatch < 1) {
            throw new InvalidProgramException(
                    "a list source must give at least 1 record to a batch, but was asked for " + perBatch);
        }
        this.records = List.copyOf(records);
        this.perBatch = perBatch;
    }

    @Override
    public Integer start() {
        return 0;
    }

    @Override
    public Integer next(Integer from, Batch batch, long recordsMax) {
        long most = Math.min(perBatch, recordsMax);
        return (int) Math.min(from + most, records.size());
    }

    @Override
    public List<Split<T>> splits(Integer from, Integer to) {
        return from.equals(to) ? List.of() : List.of(Split.of(records.subList(from, to)));
    }
}
