package dev.sluice.plan;

import java.util.Iterator;

/**
 * Where pulled records enter a chain of steps: looks now and then whether to go on, and gives failures the name of the node
 * that the records come from.
 */
public final class GatedIterator<T> implements Iterator<T> {
    /** How many records pass between two looks, less one; all ones in binary. */
    private static final int CHECK_MASK = 0xff;

    private final Runnable check;
    private final Origin origin;
    private final Iterator<T> records;
    private int passed;

    /**
     * Gates records.
     *
     * @param check throws where the work is to end
     * @param origin what failures of the records are named after
     */
    public GatedIterator(Runnable check, Origin origin, Iterator<T> records) {
        this.check = check;
        this.origin = origin;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    @Override
    public T next() {
        if ((++passed & CHECK_MASK) == 0) {
            check.run();
        }
        try {
            return records.next();
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }
}
