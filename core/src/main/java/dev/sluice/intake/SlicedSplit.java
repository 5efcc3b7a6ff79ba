package dev.sluice.intake;

import dev.sluice.plan.Split;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records from one to another of a split. */
record SlicedSplit<T>(Split<T> whole, long from, long to) implements Split<T> {
    @Override
    public Iterator<T> iterator() throws Exception {
        Iterator<T> records = whole.iterator();
        for (long skipped = 0; skipped < from; skipped++) {
            records.next();
        }
        return new Iterator<>() {
            private long left = size();

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public T next() {
                if (left == 0) {
                    throw new NoSuchElementException("the slice has no more records");
                }
                left--;
                return records.next();
            }
        };
    }

    @Override
    public long size() {
        return to - from;
    }

    @Override
    public List<String> preferredLocations() {
        return whole.preferredLocations();
    }
}
