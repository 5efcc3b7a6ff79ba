package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.Iterator;

/** The records of a partition at hand, to be read as often as needed. Never changes; may be read by several threads. */
interface Records<T> {
    /** The number of records, or {@link Volume#UNKNOWN}. */
    long size();

    Iterator<T> iterator() throws Exception;

    void forEach(Emitter<? super T> out) throws Exception;

    static <T> Records<T> of(Split<T> split) {
        return new SplitRecords<>(split);
    }

    @SuppressWarnings("unchecked") // there are none
    static <T> Records<T> none() {
        return (Records<T>) NoRecords.NONE;
    }

    /** The records of a split, read anew each time. */
    record SplitRecords<T>(Split<T> split) implements Records<T> {
        @Override
        public long size() {
            return split.size();
        }

        @Override
        public Iterator<T> iterator() throws Exception {
            return split.iterator();
        }

        @Override
        public void forEach(Emitter<? super T> out) throws Exception {
            split.forEach(out);
        }
    }
}
