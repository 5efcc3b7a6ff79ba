package dev.sluice.benchmarks;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A storage that counts what is written and how often, and how long, it is synced. Thread-safe. */
final class MeteredStorage implements Storage {
    private final Storage storage;
    private final LongAdder logBytes = new LongAdder();
    private final LongAdder dataBytes = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private final LongAdder syncNanos = new LongAdder();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong snapshots = new AtomicLong();

    /** What was written and synced up to a moment, or between two; bytes, except where it says otherwise. */
    record Meter(long log, long data, long syncs, long syncNanos, long snapshots) {
        static final Meter ZERO = new Meter(0, 0, 0, 0, 0);

        Meter since(Meter before) {
            return new Meter(
                    log - before.log,
                    data - before.data,
                    syncs - before.syncs,
                    syncNanos - before.syncNanos,
                    snapshots - before.snapshots);
        }

        long bytes() {
            return log + data;
        }
    }

    MeteredStorage(Storage storage) {
        this.storage = storage;
    }

    Meter meter() {
        return new Meter(logBytes.sum(), dataBytes.sum(), syncs.sum(), syncNanos.sum(), snapshots.get());
    }

    /** Whether a snapshot is being written now. */
    boolean isTakingSnapshot() {
        return begun.get() > snapshots.get();
    }

    @Override
    public AppendFile create(String path) {
        boolean data = path.contains("data-");
        if (data) {
            begun.set(snapshots.get() + 1);
        }
        return new MeteredFile(storage.create(path), data ? dataBytes : logBytes);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        boolean put = storage.putIfAbsent(path, content);
        if (path.contains("snapshot-")) {
            dataBytes.add(content.length);
            begun.set(snapshots.incrementAndGet());
        }
        return put;
    }

    @Override
    public void rename(String from, String to) {
        storage.rename(from, to);
    }

    @Override
    public void sync(String path) {
        timed(() -> storage.sync(path));
    }

    @Override
    public void syncDirectory(String directory) {
        timed(() -> storage.syncDirectory(directory));
    }

    @Override
    public boolean delete(String path) {
        return storage.delete(path);
    }

    @Override
    public List<Entry> list(String directory) {
        return storage.list(directory);
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return storage.read(path, offset, max);
    }

    @Override
    public InputStream open(String path) {
        return storage.open(path);
    }

    @Override
    public boolean exists(String path) {
        return storage.exists(path);
    }

    @Override
    public void createDirectories(String directory) {
        storage.createDirectories(directory);
    }

    private void timed(Runnable sync) {
        long began = System.nanoTime();
        sync.run();
        syncNanos.add(System.nanoTime() - began);
        syncs.increment();
    }

    private final class MeteredFile implements AppendFile {
        private final AppendFile file;
        private final LongAdder bytes;

        MeteredFile(AppendFile file, LongAdder bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        @Override
        public void append(ByteBuffer appended) {
            bytes.add(appended.remaining());
            file.append(appended);
        }

        @Override
        public void sync() {
            timed(file::sync);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
