package dev.sluice.benchmarks;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The numbers from 0 on, as many of them in each batch but the first, up to an end.
 *
 * @param firstBatch how many are in the first batch
 * @param keys how many users the numbers are spread over, one after another
 */
record NumberSource(long keys, long firstBatch, long perBatch, long end, int splits)
        implements DirectSource<Long, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return Math.max(from, Math.min(end, from + (from == 0 ? firstBatch : perBatch)));
    }

    @Override
    public List<Split<Long>> splits(Long from, Long to) {
        List<Split<Long>> all = new ArrayList<>();
        for (int split = 0; split < splits && from < to; split++) {
            all.add(new Numbers(from + (to - from) * split / splits, from + (to - from) * (split + 1) / splits));
        }
        return all;
    }

    private record Numbers(long from, long to) implements Split<Long> {
        @Override
        public Iterator<Long> iterator() {
            return LongStream.range(from, to).iterator();
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
