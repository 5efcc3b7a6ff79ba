package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import java.util.List;

/** Lists, one for each batch, in order; then nothing. For tests and demonstrations: a batch is never cut. */
public final class BatchesSource<T> implements DirectSource<T, Integer> {
    private static final long serialVersionUID = 1L;

    private final List<List<T>> batches;

    /** A source of these batches, copied. */
    public BatchesSource(List<? extends List<? extends T>> batches) {
        this.batches = batches.stream().map(List::<T>copyOf).toList();
    }

    @Override
    public Integer start() {
        return 0;
    }

    @Override
    public Integer next(Integer from, Batch batch, long recordsMax) {
        return Math.min(from + 1, batches.size());
    }

    @Override
    public List<Split<T>> splits(Integer from, Integer to) {
        return batches.subList(from, to).stream()
                .filter(batch -> !batch.isEmpty())
                .map(Split::of)
                .toList();
    }
}
