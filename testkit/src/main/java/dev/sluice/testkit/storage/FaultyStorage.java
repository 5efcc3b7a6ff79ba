package dev.sluice.testkit.storage;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Any storage, a real disk for example, with planned faults in front of it. What fails does not reach the storage behind,
 * but for half of an append that fails. Its operations are those of {@link SimulatedStorage}, only that {@code
 * createDirectories} is one. Safe for any thread; whatever is done on the disk is done by one thread at a time.
 */
public final class FaultyStorage implements Storage {
    private final Storage storage;
    private final FaultyProcess process = new FaultyProcess(new ReentrantLock(), List.of());

    /** A storage that does what this one does until a fault is planned. */
    public FaultyStorage(Storage storage) {
        this.storage = storage;
    }

    /** Plans a fault; any number may be planned. */
    public FaultyStorage inject(Fault fault) {
        process.inject(fault);
        return this;
    }

    /** Forgets all faults that were planned and have not struck, the lasting ones too. */
    public FaultyStorage clearFaults() {
        process.clearFaults();
        return this;
    }

    /** As {@link SimulatedStorage#observe}. */
    public FaultyStorage observe(Consumer<Step> observer) {
        process.observe(observer);
        return this;
    }

    /** How many operations were begun. */
    public long operations() {
        return process.operations();
    }

    /** As {@link SimulatedStorage#journal}. */
    public List<String> journal() {
        return process.journal();
    }

    /** As {@link SimulatedStorage#openFiles}. */
    public List<String> openFiles() {
        return process.openFiles();
    }

    @Override
    public AppendFile create(String path) {
        AppendFile file = process.perform(Operation.CREATE, path, () -> storage.create(path));
        return new FaultyAppendFile(process, path, file, Act.of(file::sync));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        process.perform(Operation.PUT_WRITE, path, "", content.length, () -> true);
        return process.perform(Operation.PUT_NAME, path, () -> storage.putIfAbsent(path, content))
                && process.perform(Operation.PUT_SYNC, path, () -> true);
    }

    @Override
    public void rename(String from, String to) {
        process.perform(Operation.RENAME, from, to, 0, Act.of(() -> storage.rename(from, to)));
    }

    @Override
    public void sync(String path) {
        process.perform(Operation.SYNC, path, Act.of(() -> storage.sync(path)));
    }

    @Override
    public void syncDirectory(String directory) {
        process.perform(Operation.SYNC_DIRECTORY, directory, Act.of(() -> storage.syncDirectory(directory)));
    }

    @Override
    public boolean delete(String path) {
        return process.perform(Operation.DELETE, path, () -> storage.delete(path));
    }

    @Override
    public List<Entry> list(String directory) {
        return process.perform(Operation.LIST, directory, () -> storage.list(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return process.perform(Operation.READ, path, () -> storage.read(path, offset, max));
    }

    @Override
    public InputStream open(String path) {
        return new WatchedStream(process, path, process.perform(Operation.OPEN, path, () -> storage.open(path)));
    }

    @Override
    public boolean exists(String path) {
        return process.perform(Operation.EXISTS, path, () -> storage.exists(path));
    }

    @Override
    public void createDirectories(String directory) {
        process.perform(Operation.MAKE_DIRECTORY, directory, Act.of(() -> storage.createDirectories(directory)));
    }
}
