package dev.sluice.conformance.recovery;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;

/** A directory of a disk as a storage of its own, so that a program's directory and its outputs die together. */
record Folder(Storage disk, String name) implements Storage {
    private String at(String path) {
        return path.isEmpty() ? name : name + "/" + path;
    }

    @Override
    public AppendFile create(String path) {
        return disk.create(at(path));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return disk.putIfAbsent(at(path), content);
    }

    @Override
    public void rename(String from, String to) {
        disk.rename(at(from), at(to));
    }

    @Override
    public void sync(String path) {
        disk.sync(at(path));
    }

    @Override
    public void syncDirectory(String directory) {
        disk.syncDirectory(at(directory));
    }

    @Override
    public boolean delete(String path) {
        return disk.delete(at(path));
    }

    @Override
    public List<Entry> list(String directory) {
        return disk.list(at(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return disk.read(at(path), offset, max);
    }

    @Override
    public InputStream open(String path) {
        return disk.open(at(path));
    }

    @Override
    public boolean exists(String path) {
        return disk.exists(at(path));
    }

    @Override
    public void createDirectories(String directory) {
        disk.createDirectories(at(directory));
    }
}
