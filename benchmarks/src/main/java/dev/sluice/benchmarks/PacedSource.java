package dev.sluice.benchmarks;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The numbers that are due. */
record PacedSource(Pace pace) implements DirectSource<Long, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return Math.max(from, pace.due());
    }

    @Override
    public List<Split<Long>> splits(Long from, Long to) {
        pace.gave(to);
        return List.of(new Numbers(from, to));
    }

    private record Numbers(long from, long to) implements Split<Long> {
        @Override
        public Iterator<Long> iterator() {
            return new Counting(from, to);
        }

        @Override
        public long size() {
            return to - from;
        }
    }

    private static final class Counting implements Iterator<Long> {
        private final long end;
        private long next;

        Counting(long next, long end) {
            this.next = next;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Long next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return next++;
        }
    }
}
