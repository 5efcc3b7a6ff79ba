package dev.sluice.source;

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
}
