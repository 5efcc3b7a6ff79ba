package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;

/** A directory of a storage as a storage of its own, so that a program's directory and its outputs die together. */
public record Below(Storage storage, String directory) implements Storage {
    private String path(String path) {
        return path.isEmpty() ? directory : directory + "/" + path;
    }

    @Override
    public AppendFile create(String path) {
        return storage.create(path(path));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return storage.putIfAbsent(path(path), content);
    }

    @Override
    public void rename(String from, String to) {
        storage.rename(path(from), path(to));
    }

    @Override
    public void sync(String path) {
        storage.sync(path(path));
    }

    @Override
    public void syncDirectory(String path) {
        storage.syncDirectory(path(path));
    }

    @Override
    public boolean delete(String path) {
        return storage.delete(path(path));
    }

    @Override
    public List<Entry> list(String path) {
        return storage.list(path(path));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return storage.read(path(path), offset, max);
    }

    @Override
    public InputStream open(String path) {
        return storage.open(path(path));
    }

    @Override
    public boolean exists(String path) {
        return storage.exists(path(path));
    }

    @Override
    public void createDirectories(String path) {
        storage.createDirectories(path(path));
    }
}
