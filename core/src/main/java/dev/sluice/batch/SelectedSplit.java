package dev.sluice.batch;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.NoSuchElementException;

/**
 * Some records of a split.
 *
 * @param first the number of its first record in the batch
 * @param end records with this number and above are left out
 * @param excluded the numbers of the others that are left out
 */
record SelectedSplit<T>(Split<T> split, long first, long end, NavigableSet<Long> excluded) implements Split<T> {
    @Override
    public Iterator<T> iterator() throws Exception {
        Iterator<T> records = split.iterator();
        return new Iterator<>() {
            private long number = first;

            @Override
            public boolean hasNext() {
                while (number < end && excluded.contains(number) && records.hasNext()) {
                    records.next();
                    number++;
                }
                return number < end && records.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the split has no more records");
                }
                number++;
                return records.next();
            }
        };
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (Iterator<T> records = iterator(); records.hasNext(); ) {
            out.emit(records.next());
        }
    }

    @Override
    public long size() {
        return UNKNOWN;
    }

    @Override
    public List<String> preferredLocations() {
        return split.preferredLocations();
    }
}
