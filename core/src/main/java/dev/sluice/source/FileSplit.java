package dev.sluice.source;

import dev.sluice.plan.Split;
import dev.sluice.storage.Storage;
import java.util.Iterator;

/** One file. */
record FileSplit<T>(String source, Storage storage, SeenFile file, FileFormat<T> format) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        return format.read(new FileBytes(source, storage, file, format.chunkBytes()));
    }

    @Override
    public long size() {
        return format.records(source, file);
    }
}
