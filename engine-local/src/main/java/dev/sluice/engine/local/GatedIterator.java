package dev.sluice.engine.local;

import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.Iterator;

/** The {@link Gate} of pulled records: its failures name the node that the records come from. */
final class GatedIterator<T> implements Iterator<T> {
    private final Job job;
    private final Origin origin;
    private final Iterator<T> records;
    private int passed;

    GatedIterator(Job job, Origin origin, Iterator<T> records) {
        this.job = job;
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
        if ((++passed & Gate.CHECK_MASK) == 0) {
            job.check();
        }
        try {
            return records.next();
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }
}
