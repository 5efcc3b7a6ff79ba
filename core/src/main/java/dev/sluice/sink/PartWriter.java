package dev.sluice.sink;

import dev.sluice.file.PartFile;

/** Writes a partition into a file. */
record PartWriter<T>(PartFile<T> part) implements Sink.Writer<T> {
    @Override
    public void write(T record) {
        part.write(record);
    }

    @Override
    public String stage() {
        return part.stage();
    }

    @Override
    public void close() {
        part.close();
    }
}
