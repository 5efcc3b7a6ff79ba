package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.InputStream;
import java.util.List;

/** A storage in which nothing can be changed: what would change it throws a {@link StorageException}. */
public record ReadOnlyStorage(Storage storage) implements Storage {
    @Override
    public AppendFile create(String path) {
        throw refusal("create", path);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        throw refusal("put", path);
    }

    @Override
    public void rename(String from, String to) {
        throw refusal("rename", from);
    }

    @Override
    public void sync(String path) {
        throw refusal("sync", path);
    }

    @Override
    public void syncDirectory(String directory) {
        throw refusal("sync", directory);
    }

    @Override
    public boolean delete(String path) {
        throw refusal("delete", path);
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
        throw refusal("create", directory);
    }

    private static StorageException refusal(String verb, String path) {
        return new StorageException(
                Kind.DENIED, "cannot " + verb + " '" + path + "': the storage is only read here; nothing was changed");
    }
}
