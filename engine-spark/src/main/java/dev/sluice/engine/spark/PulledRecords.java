package dev.sluice.engine.spark;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Records that come out of steps in bursts, one burst at a time and only when asked for. */
abstract class PulledRecords implements Iterator<Object>, Emitter<Object> {
    private final Origin origin;
    private List<Object> burst = new ArrayList<>();
    private int next;

    PulledRecords(Origin origin) {
        this.origin = origin;
    }

    /** Pushes one more record, or the end, into the steps, which emit to this; false where there is nothing left. */
    abstract boolean advance() throws Exception;

    @Override
    public void emit(Object record) {
        burst.add(record);
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == burst.size()) {
                burst.clear();
                next = 0;
                if (!advance() && burst.isEmpty()) {
                    return false;
                }
            }
            return true;
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return burst.get(next++);
    }
}
