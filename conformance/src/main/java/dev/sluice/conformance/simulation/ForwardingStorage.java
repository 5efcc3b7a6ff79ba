package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;

/** Another storage under its own name, for those that do some of it otherwise. */
abstract class ForwardingStorage implements Storage {
    private final Storage storage;

    ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    Storage storage() {
        return storage;
    }

    @Override
    public AppendFile create(String path) {
        return storage.create(path);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return storage.putIfAbsent(path, content);
    }

    @Override
    public void rename(String from, String to) {
        storage.rename(from, to);
    }

    @Override
    public void sync(String path) {
        storage.sync(path);
    }

    @Override
    public void syncDirectory(String directory) {
        storage.syncDirectory(directory);
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
}
