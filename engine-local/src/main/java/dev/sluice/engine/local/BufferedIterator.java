package dev.sluice.engine.local;

import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Records that come out of steps in bursts, one burst at a time and only when asked for. */
abstract class BufferedIterator<T> implements Iterator<T> {
    private final Origin origin;
    private final RecordBuffer<T> buffer;

    BufferedIterator(Origin origin, RecordBuffer<T> buffer) {
        this.origin = origin;
        this.buffer = buffer;
    }

    /** Pushes one more record, or the end, into the steps; false where there is nothing left to push. */
    abstract boolean advance() throws Exception;

    @Override
    public boolean hasNext() {
        try {
            while (buffer.isEmpty()) {
                if (!advance()) {
                    return false;
                }
            }
            return true;
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return buffer.take();
    }
}
