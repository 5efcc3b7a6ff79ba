package dev.sluice.storage;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Appends to a file in memory, which cannot fail. */
final class MemoryAppendFile implements AppendFile {
    private final String path;
    private final Consumer<ByteBuffer> file;
    private long size;
    private volatile boolean closed;

    MemoryAppendFile(String path, Consumer<ByteBuffer> file) {
        this.path = path;
        this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) {
        requireOpen("append to");
        size += bytes.remaining();
        file.accept(bytes);
    }

    @Override
    public void sync() {
        requireOpen("sync");
    }

    @Override
    public long size() {
        requireOpen("measure");
        return size;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen(String verb) {
        if (closed) {
            throw DiskFailure.closed(verb, path);
        }
    }
}
