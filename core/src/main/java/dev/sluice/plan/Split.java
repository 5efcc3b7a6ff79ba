package dev.sluice.plan;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** One partition of a source: reads itself, as often as asked, always the same records. */
public interface Split<T> extends Serializable {
    /** What {@link #size()} says when the number of records is not known. */
    long UNKNOWN = -1;

    /** Reads the records from the beginning. */
    Iterator<T> iterator() throws Exception;

    /** The number of records, or {@link #UNKNOWN}. */
    long size();

    /** No more records than this, or {@link #UNKNOWN}; overridden where only that is known before they are read. */
    default long sizeMax() {
        return size();
    }

    /** Pushes all records; overridden where that is cheaper than iterating. */
    default void forEach(Emitter<? super T> out) throws Exception {
        Iterator<T> records = iterator();
        while (records.hasNext()) {
            out.emit(records.next());
        }
    }

    /** Hosts that hold the records, best first; empty when any will do. */
    default List<String> preferredLocations() {
        return List.of();
    }

    /** The split of these records, which must not change any more. */
    static <T> Split<T> of(List<T> records) {
        return new ListSplit<>(records);
    }
}
