package dev.sluice.conformance.sink;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** A storage that tells someone before and after everything it does. */
record WatchedStorage(Storage storage, Watcher watcher) implements Storage {
    /** Called by any thread. */
    interface Watcher {
        /** May throw, so that the operation fails. */
        void before(String operation);

        void after(String operation);
    }

    @Override
    public AppendFile create(String path) {
        return new WatchedFile(path, watched("create " + path, () -> storage.create(path)));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return watched("put " + path, () -> storage.putIfAbsent(path, content));
    }

    @Override
    public void rename(String from, String to) {
        watched("rename " + from + " to " + to, () -> storage.rename(from, to));
    }

    @Override
    public void sync(String path) {
        watched("sync " + path, () -> storage.sync(path));
    }

    @Override
    public void syncDirectory(String directory) {
        watched("sync directory " + directory, () -> storage.syncDirectory(directory));
    }

    @Override
    public boolean delete(String path) {
        return watched("delete " + path, () -> storage.delete(path));
    }

    @Override
    public List<Entry> list(String directory) {
        return watched("list " + directory, () -> storage.list(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return watched("read " + path, () -> storage.read(path, offset, max));
    }

    @Override
    public InputStream open(String path) {
        return watched("open " + path, () -> storage.open(path));
    }

    @Override
    public boolean exists(String path) {
        return watched("look up " + path, () -> storage.exists(path));
    }

    @Override
    public void createDirectories(String directory) {
        watched("create directories " + directory, () -> storage.createDirectories(directory));
    }

    private void watched(String operation, Runnable call) {
        watched(operation, () -> {
            call.run();
            return true;
        });
    }

    private <R> R watched(String operation, Supplier<R> call) {
        watcher.before(operation);
        R result = call.get();
        watcher.after(operation);
        return result;
    }

    private final class WatchedFile implements AppendFile {
        private final String path;
        private final AppendFile file;

        WatchedFile(String path, AppendFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void append(ByteBuffer bytes) {
            ByteBuffer half = bytes.slice(bytes.position(), bytes.remaining() / 2);
            bytes.position(bytes.position() + half.remaining());
            watched("append half to " + path, () -> file.append(half));
            watched("append to " + path, () -> file.append(bytes));
        }

        @Override
        public void sync() {
            watched("sync " + path, file::sync);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            watched("close " + path, file::close);
        }
    }
}
