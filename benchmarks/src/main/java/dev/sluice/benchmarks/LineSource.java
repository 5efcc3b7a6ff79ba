package dev.sluice.benchmarks;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * Lines that are made when they are read, the same number in each batch, in as many splits as are wanted, until it is
 * halted.
 */
record LineSource(Lines lines, int perBatch, int splits, AtomicBoolean halted) implements DirectSource<String, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return halted.get() ? from : Long.valueOf(from + perBatch);
    }

    @Override
    public List<Split<String>> splits(Long from, Long to) {
        List<Split<String>> all = new ArrayList<>();
        for (int split = 0; split < splits && from < to; split++) {
            all.add(new LineSplit(lines, share(from, to, split), share(from, to, split + 1)));
        }
        return all;
    }

    private long share(long from, long to, int split) {
        return from + (to - from) * split / splits;
    }

    private record LineSplit(Lines lines, long from, long to) implements Split<String> {
        @Override
        public Iterator<String> iterator() {
            return LongStream.range(from, to).mapToObj(lines::line).iterator();
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
