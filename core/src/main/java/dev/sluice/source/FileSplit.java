package dev.sluice.source;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.storage.Storage;
import java.util.Iterator;

/** One file. */
record FileSplit<T>(String source, Storage storage, SeenFile file, FileFormat<T> format) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        return format.read(bytes());
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        format.read(bytes(), out);
    }

    private FileBytes bytes() {
        return new FileBytes(source, storage, file, format.chunkBytes());
    }

    @Override
    public long size() {
        return format.records(source, file);
    }
}
