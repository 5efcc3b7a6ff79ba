package dev.sluice.storage;

import dev.sluice.error.StorageException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Appends through a plain stream, not a channel: an interrupt of the thread must not close the file. */
final class LocalAppendFile implements AppendFile {
    private static final int SLICE_BYTES = 1 << 20;

    private final String path;
    private final FileOutputStream out;
    private long size;
    private volatile boolean closed;
    private volatile @Nullable StorageException poison;

    LocalAppendFile(String path, File file) throws IOException {
        this.path = path;
        this.out = new FileOutputStream(file, true);
    }

    @Override
    public void append(ByteBuffer bytes) {
        run("append to", () -> {
            while (bytes.hasRemaining()) {
                size += write(bytes);
            }
        });
    }

    @Override
    public void sync() {
        run("sync", () -> out.getFD().sync());
    }

    @Override
    public long size() {
        requireUsable("measure");
        return size;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            throw DiskFailure.of("close", path, e);
        }
        requireSound("close");
    }

    private int write(ByteBuffer bytes) throws IOException {
        int length = Math.min(bytes.remaining(), SLICE_BYTES);
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            bytes.position(bytes.position() + length);
        } else {
            byte[] slice = new byte[length];
            bytes.get(slice);
            out.write(slice);
        }
        return length;
    }

    private void run(String verb, DiskAction action) {
        requireUsable(verb);
        try {
            action.run();
        } catch (IOException e) {
            StorageException failure = DiskFailure.of(verb, path, e);
            poison = failure;
            throw failure;
        }
    }

    private void requireUsable(String verb) {
        if (closed) {
            throw DiskFailure.closed(verb, path);
        }
        requireSound(verb);
    }

    private void requireSound(String verb) {
        StorageException first = poison;
        if (first != null) {
            throw DiskFailure.poisoned(verb, path, first);
        }
    }

    private interface DiskAction {
        void run() throws IOException;
    }
}
