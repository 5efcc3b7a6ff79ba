package dev.sluice.snapshot;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Notes every operation, and fails those it is told to, with or without their effect. */
final class WatchedStorage implements Storage {
    private final Storage disk;
    private final List<String> operations = new ArrayList<>();
    private IntPredicate fails = operation -> false;
    private boolean effectFirst;

    WatchedStorage(Storage disk) {
        this.disk = disk;
    }

    /** Which operations fail, counted from 1 since the start. */
    void fail(IntPredicate which, boolean afterItsEffect) {
        fails = which;
        effectFirst = afterItsEffect;
    }

    List<String> operations() {
        return operations;
    }

    @Override
    public AppendFile create(String path) {
        return new WatchedFile(path, attempt("create " + path, () -> disk.create(path)));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return attempt("put " + path, () -> disk.putIfAbsent(path, content));
    }

    @Override
    public void rename(String from, String to) {
        throw new AssertionError("nothing is renamed");
    }

    @Override
    public void sync(String path) {
        throw new AssertionError("nothing is synced that was not opened");
    }

    @Override
    public void syncDirectory(String directory) {
        attempt("sync directory", () -> {
            disk.syncDirectory(directory);
            return true;
        });
    }

    @Override
    public boolean delete(String path) {
        return attempt("delete " + path, () -> disk.delete(path));
    }

    @Override
    public List<Entry> list(String directory) {
        return attempt("list", () -> disk.list(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return attempt("read " + path, () -> disk.read(path, offset, max));
    }

    @Override
    public InputStream open(String path) {
        return attempt("open " + path, () -> disk.open(path));
    }

    @Override
    public boolean exists(String path) {
        return attempt("look up " + path, () -> disk.exists(path));
    }

    @Override
    public void createDirectories(String directory) {
        throw new AssertionError("no directory is made");
    }

    private <T> T attempt(String operation, Supplier<T> call) {
        operations.add(operation);
        boolean failing = fails.test(operations.size());
        T result = failing && !effectFirst ? null : call.get();
        if (failing) {
            throw new StorageException("cannot " + operation + ": told to fail");
        }
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
            run("append " + path, () -> file.append(bytes));
        }

        @Override
        public void sync() {
            run("sync " + path, file::sync);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            run("close " + path, file::close);
        }

        private void run(String operation, Runnable call) {
            attempt(operation, () -> {
                call.run();
                return true;
            });
        }
    }
}
