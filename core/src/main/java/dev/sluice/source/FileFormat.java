package dev.sluice.source;

import dev.sluice.plan.Emitter;
import java.io.Serializable;
import java.util.Iterator;

/** How the bytes of a file become records. */
interface FileFormat<T> extends Serializable {
    /**
     * The number of records in a file, or {@link dev.sluice.plan.Split#UNKNOWN}.
     *
     * @throws dev.sluice.error.SourceException if the file cannot have this format
     */
    long records(String source, SeenFile file);

    /** How many bytes to read at a time. */
    int chunkBytes();

    /** The records, read as they are asked for. */
    Iterator<T> read(FileBytes bytes);

    /** Hands the records on; overridden where that is cheaper than asking for each. */
    default void read(FileBytes bytes, Emitter<? super T> out) throws Exception {
        Iterator<T> records = read(bytes);
        while (records.hasNext()) {
            out.emit(records.next());
        }
    }
}
