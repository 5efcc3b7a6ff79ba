package dev.sluice.source;

import dev.sluice.error.SourceException;
import dev.sluice.function.Function;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records with the numbers from one to another. */
record GeneratedSplit<T>(Function<Long, T> function, long from, long to) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private long next = from;

            @Override
            public boolean hasNext() {
                return next < to;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the generator has no more records before " + to);
                }
                return record(next++);
            }
        };
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (long number = from; number < to; number++) {
            out.emit(record(number));
        }
    }

    @Override
    public long size() {
        return to - from;
    }

    private T record(long number) {
        T record;
        try {
            record = function.apply(number);
        } catch (Exception e) {
            throw new SourceException("the generator's function threw on record " + number + ": " + e, e);
        }
        if (record == null) {
            throw new SourceException("the generator's function gave null for record " + number
                    + "; a record is never null: make it an Optional");
        }
        return record;
    }
}
