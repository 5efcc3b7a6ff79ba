package dev.sluice.hadoop;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a file of HDFS. What was appended is in the memory of all data nodes of its block when the call returns, so
 * it survives the end of this process; what was synced is on their disks.
 */
final class HdfsAppendFile implements AppendFile {
    private final String path;
    private final FSDataOutputStream out;
    private final AtomicLong size = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable StorageException poison;

    HdfsAppendFile(String path, FSDataOutputStream out) {
        this.path = path;
        this.out = out;
    }

    @Override
    public void append(ByteBuffer bytes) {
        int length = bytes.remaining();
        run("append to", () -> {
            write(bytes);
            out.hflush();
        });
        size.addAndGet(length);
    }

    @Override
    public void sync() {
        run("sync", out::hsync);
    }

    @Override
    public long size() {
        requireUsable("measure");
        return size.get();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Worker.run(() -> {
                out.close();
                return path;
            });
        } catch (IOException e) {
            requireSound("close");
            throw HdfsFailure.of("close", path, e);
        }
        requireSound("close");
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.write(copy);
        }
    }

    private void run(String verb, Action action) {
        requireUsable(verb);
        try {
            Worker.run(() -> {
                action.run();
                return path;
            });
        } catch (IOException e) {
            StorageException failure = HdfsFailure.of(verb, path, e);
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

    private interface Action {
        void run() throws IOException;
    }
}
