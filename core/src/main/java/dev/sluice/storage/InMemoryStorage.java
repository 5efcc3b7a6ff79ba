package dev.sluice.storage;

import dev.sluice.time.Clock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A storage in the memory of this process, with the same rules and the same failures as a {@link LocalStorage} on a
 * disk of its own, whose root exists. Everything is gone with the process. Safe for any thread.
 */
public final class InMemoryStorage implements Storage {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final MemoryNode.Directory root;

    /** An empty storage whose files are stamped with the wall time of this clock. */
    public InMemoryStorage(Clock clock) {
        this.clock = clock;
        this.root = new MemoryNode.Directory(clock.wallMillis());
    }

    @Override
    public AppendFile create(String path) {
        return attempt("create", path, () -> {
            MemoryNode.File file = new MemoryNode.File(clock.wallMillis());
            add(StoragePath.file(path), file);
            return new MemoryAppendFile(path, bytes -> append(file, bytes));
        });
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return attempt("put", path, () -> {
            StoragePath target = StoragePath.file(path);
            if (directory(target.parent()).names().containsKey(target.name())) {
                return false;
            }
            MemoryNode.File file = new MemoryNode.File(clock.wallMillis());
            append(file, ByteBuffer.wrap(content));
            add(target, file);
            return true;
        });
    }

    @Override
    public void rename(String from, String to) {
        attempt("rename to '" + to + "'", from, () -> {
            StoragePath source = StoragePath.file(from);
            StoragePath target = StoragePath.file(to);
            MemoryNode.Directory oldParent = directory(source.parent());
            MemoryNode.Directory newParent = directory(target.parent());
            if (newParent.names().containsKey(target.name())) {
                throw new FileAlreadyExistsException(to);
            }
            MemoryNode node = existing(source);
            if (target.startsWith(source)) {
                throw new FileSystemException(from, to, "Invalid argument");
            }
            oldParent.names().remove(source.name());
            newParent.names().put(target.name(), node);
            return node;
        });
    }

    @Override
    public void sync(String path) {
        attempt("sync", path, () -> file(path));
    }

    @Override
    public void syncDirectory(String directory) {
        attempt("sync", directory, () -> directory(StoragePath.of(directory)));
    }

    @Override
    public boolean delete(String path) {
        return attempt("delete", path, () -> {
            StoragePath target = StoragePath.file(path);
            MemoryNode node = find(target);
            if (node instanceof MemoryNode.Directory directory
                    && !directory.names().isEmpty()) {
                throw new DirectoryNotEmptyException(path);
            }
            return node != null && directory(target.parent()).names().remove(target.name(), node);
        });
    }

    @Override
    public List<Entry> list(String directory) {
        return attempt("list", directory, () -> {
            StoragePath path = StoragePath.of(directory);
            if (existing(path) instanceof MemoryNode.File) {
                throw new NotDirectoryException(directory);
            }
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<String, MemoryNode> name : directory(path).names().entrySet()) {
                entries.add(name.getValue().entry(name.getKey()));
            }
            return List.copyOf(entries);
        });
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        Range range = new Range(path, offset, max);
        return attempt("read", path, () -> file(path).read(range));
    }

    @Override
    public InputStream open(String path) {
        return attempt("open", path, () -> new ByteArrayInputStream(file(path).read(new Range(0, Integer.MAX_VALUE))));
    }

    @Override
    public boolean exists(String path) {
        return attempt("look up", path, () -> find(StoragePath.of(path)) != null);
    }

    @Override
    public void createDirectories(String directory) {
        attempt("create the directory", directory, () -> {
            StoragePath below = StoragePath.of("");
            for (String name : StoragePath.of(directory).names()) {
                below = below.child(name);
                if (!(find(below) instanceof MemoryNode.Directory)) {
                    add(below, new MemoryNode.Directory(clock.wallMillis()));
                }
            }
            return below;
        });
    }

    private void append(MemoryNode.File file, ByteBuffer bytes) {
        lock.lock();
        try {
            file.append(bytes, clock.wallMillis());
        } finally {
            lock.unlock();
        }
    }

    private void add(StoragePath path, MemoryNode node) throws IOException {
        if (directory(path.parent()).names().putIfAbsent(path.name(), node) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private MemoryNode.File file(String path) throws IOException {
        if (existing(StoragePath.file(path)) instanceof MemoryNode.File file) {
            return file;
        }
        throw LocalRoot.notRegular(path);
    }

    private MemoryNode.Directory directory(StoragePath path) throws IOException {
        if (existing(path) instanceof MemoryNode.Directory directory) {
            return directory;
        }
        throw new NoSuchFileException(path.toString());
    }

    private MemoryNode existing(StoragePath path) throws IOException {
        MemoryNode node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    private @Nullable MemoryNode find(StoragePath path) {
        MemoryNode node = root;
        for (String name : path.names()) {
            if (!(node instanceof MemoryNode.Directory directory)) {
                return null;
            }
            node = directory.names().get(name);
        }
        return node;
    }

    private <T> T attempt(String verb, String path, MemoryCall<T> call) {
        lock.lock();
        try {
            return call.run();
        } catch (IOException e) {
            throw DiskFailure.of(verb, path, e);
        } finally {
            lock.unlock();
        }
    }

    private interface MemoryCall<T> {
        T run() throws IOException;
    }
}
