package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of several parts, one part after another. */
record ChainedRecords<T>(List<ChunkedRecords<T>> parts) implements Records<T> {
    @Override
    public long size() {
        long size = 0;
        for (ChunkedRecords<T> part : parts) {
            size += part.size();
        }
        return size;
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (ChunkedRecords<T> part : parts) {
            part.forEach(out);
        }
    }

    @Override
    public Iterator<T> iterator() {
        Iterator<ChunkedRecords<T>> rest = parts.iterator();
        return new Iterator<>() {
            private Iterator<T> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && rest.hasNext()) {
                    current = rest.next().iterator();
                }
                return current.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }
}
