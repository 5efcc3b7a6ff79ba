package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Records that are gathered by one thread and then read by any. They lie in chunks, so that none is moved as more come, and
 * no array is so large that the collector takes it for old: what is written to old arrays costs it a second time.
 */
final class ChunkedRecords<T> implements Records<T>, Emitter<T> {
    private static final int FIRST_CHUNK = 16;
    private static final int CHUNK_MAX = 4096;

    private final List<Object[]> full = new ArrayList<>(0);
    private @Nullable Object[] last = {};
    private int lastSize;
    private long size;

    @Override
    public void emit(T record) {
        if (lastSize == last.length) {
            beginChunk();
        }
        last[lastSize++] = record;
    }

    private void beginChunk() {
        if (lastSize > 0) {
            full.add(last);
            size += lastSize;
        }
        last = new Object[lastSize == 0 ? FIRST_CHUNK : Math.min(CHUNK_MAX, 4 * lastSize)];
        lastSize = 0;
    }

    @Override
    public long size() {
        return size + lastSize;
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (int chunk = 0; chunk <= full.size(); chunk++) {
            out.emitAll(chunk(chunk));
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Iterator<T> current = chunk(0).iterator();
            private int next = 1;

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && next <= full.size()) {
                    current = chunk(next++).iterator();
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

    @SuppressWarnings("unchecked") // only records of type T come in
    private List<T> chunk(int number) {
        Object[] chunk = number < full.size() ? full.get(number) : Arrays.copyOf(last, lastSize);
        return (List<T>) Arrays.asList(chunk);
    }
}
