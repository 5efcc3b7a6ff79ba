package dev.sluice.benchmarks;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The same records at hand in every batch, until it is halted.
 *
 * @param parts the records of each split
 */
record RepeatedSource<T>(List<List<T>> parts, AtomicBoolean halted) implements DirectSource<T, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return halted.get() ? from : Long.valueOf(from + 1);
    }

    @Override
    public List<Split<T>> splits(Long from, Long to) {
        return from.equals(to) ? List.of() : parts.stream().map(Split::of).toList();
    }
}
