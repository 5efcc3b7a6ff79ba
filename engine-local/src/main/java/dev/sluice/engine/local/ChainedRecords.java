package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of several lists, one list after another. */
record ChainedRecords<T>(List<List<T>> lists) implements Records<T> {
    @Override
    public long size() {
        return lists.stream().mapToLong(List::size).sum();
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (List<T> list : lists) {
            out.emitAll(list);
        }
    }

    @Override
    public Iterator<T> iterator() {
        Iterator<List<T>> rest = lists.iterator();
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
