package dev.sluice.intake;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts records into stretches that make one block of the log each: so many records, or so many bytes as far as they show
 * from the outside.
 */
final class Stretches<T> implements Iterator<List<T>> {
    /** The most records of a block. */
    static final int RECORDS_MAX = 8_192;

    /** The bytes at which a block is full, roughly: few enough to stay in a cache while it is encoded and written. */
    static final long BYTES_MAX = 256L << 10;

    private static final int BYTES_UNSEEN = 32;

    private final Iterator<? extends T> records;

    Stretches(Iterator<? extends T> records) {
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more records");
        }
        List<T> stretch = new ArrayList<>();
        long bytes = 0;
        while (records.hasNext() && stretch.size() < RECORDS_MAX && bytes < BYTES_MAX) {
            T record = records.next();
            stretch.add(record);
            bytes += bytes(record);
        }
        return stretch;
    }

    private static long bytes(Object record) {
        if (record instanceof CharSequence text) {
            return text.length();
        }
        if (record instanceof byte[] bytes) {
            return bytes.length;
        }
        return record instanceof KeyValue<?, ?> pair ? bytes(pair.key()) + bytes(pair.value()) : BYTES_UNSEEN;
    }
}
