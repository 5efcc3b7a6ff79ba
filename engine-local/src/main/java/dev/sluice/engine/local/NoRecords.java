package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.util.Collections;
import java.util.Iterator;

/** No records: where none came, or where nobody reads those that come. */
final class NoRecords implements Records<Object>, Emitter<Object> {
    static final NoRecords NONE = new NoRecords();

    private NoRecords() {}

    @Override
    public void emit(Object record) {}

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public void forEach(Emitter<? super Object> out) {}
}
