package dev.sluice.plan;

import java.util.Iterator;
import java.util.List;

/** A split whose records are at hand. */
record ListSplit<T>(List<T> records) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        return records.iterator();
    }

    @Override
    public long size() {
        return records.size();
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        out.emitAll(records);
    }

    @Override
    public String toString() {
        return "ListSplit[" + records.size() + " records]";
    }
}
