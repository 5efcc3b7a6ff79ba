package dev.sluice.testkit.storage;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an outside reader sees: reads are no operations of the program and do not fail, writes are refused. */
final class FileTree implements Storage {
    private final SimulatedDisk disk;

    FileTree(SimulatedDisk disk) {
        this.disk = disk;
    }

    /** All files below the root and their sizes, by path. */
    SortedMap<String, Long> sizes() {
        return disk.locked(() -> {
            TreeMap<String, Long> sizes = new TreeMap<>();
            collect(disk.tree().root(), "", sizes);
            return sizes;
        });
    }

    private static void collect(SimulatedDirectory directory, String prefix, Map<String, Long> sizes) {
        directory.names().forEach((name, node) -> {
            if (node instanceof SimulatedFile file) {
                sizes.put(prefix + name, (long) file.size());
            } else if (node instanceof SimulatedDirectory below) {
                collect(below, prefix + name + "/", sizes);
            }
        });
    }

    @Override
    public List<Entry> list(String directory) {
        return disk.locked(() -> disk.tree().list(Place.of(directory)));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        if (offset < 0 || max < 0) {
            throw Refusal.negative(path, offset, max);
        }
        return disk.locked(() -> disk.tree().file("read", Place.file(path)).read(offset, max));
    }

    @Override
    public InputStream open(String path) {
        return disk.locked(() -> new ByteArrayInputStream(
                disk.tree().file("open", Place.file(path)).content()));
    }

    @Override
    public boolean exists(String path) {
        return disk.locked(() -> disk.tree().find(Place.of(path)) != null);
    }

    @Override
    public AppendFile create(String path) {
        throw Refusal.readOnly("create", path);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        throw Refusal.readOnly("put", path);
    }

    @Override
    public void rename(String from, String to) {
        throw Refusal.readOnly("rename to '" + to + "'", from);
    }

    @Override
    public void sync(String path) {
        throw Refusal.readOnly("sync", path);
    }

    @Override
    public void syncDirectory(String directory) {
        throw Refusal.readOnly("sync", directory);
    }

    @Override
    public boolean delete(String path) {
        throw Refusal.readOnly("delete", path);
    }

    @Override
    public void createDirectories(String directory) {
        throw Refusal.readOnly("create the directory", directory);
    }
}
