package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records on their way from a chain of steps to an iterator; null records too. Used by one thread at a time. */
final class RecordBuffer<T> implements Emitter<T> {
    private static final int CAPACITY_MIN = 8;

    private @Nullable Object[] records = new Object[CAPACITY_MIN];
    private int first;
    private int end;

    boolean isEmpty() {
        return first == end;
    }

    @Override
    public void emit(T record) {
        if (end == records.length) {
            records = Arrays.copyOf(records, 2 * end);
        }
        records[end++] = record;
    }

    /** Removes the oldest record. */
    @SuppressWarnings({"unchecked", "NullAway"}) // only records of type T come in, null where T allows it
    T take() {
        T record = (T) records[first];
        records[first++] = null;
        if (first == end) {
            first = 0;
            end = 0;
        }
        return record;
    }
}
