package dev.sluice.storage;

import dev.sluice.error.StorageException.Kind;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A directory of this machine as a storage. Only regular files are read, and no link that leads out of the directory is
 * followed unless {@link #followingLinks} was asked for. Needs a file system with hard links and atomic renames.
 *
 * <p>Serialized, it is its path: where it is read back it stands for the directory of the same path there.
 */
public final class LocalStorage implements Storage, Serializable {
    private final transient LocalRoot root;
    private final transient LocalDisk disk;
    private final transient ReentrantLock naming = new ReentrantLock();
    private final transient LocalDirectories directories = new LocalDirectories();

    /** A storage for what people read, with the permissions that new files ordinarily get. Touches nothing yet. */
    public LocalStorage(Path root) {
        this(new LocalRoot(root, false), LocalDisk.ORDINARY);
    }

    private LocalStorage(LocalRoot root, LocalDisk disk) {
        this.root = root;
        this.disk = disk;
    }

    /** The same directory; what is created in it from now on only its owner can read: directories 0700, files 0600. */
    public LocalStorage ownerOnly() {
        return new LocalStorage(root, LocalDisk.OWNER_ONLY);
    }

    /** The same directory; links out of it are followed, so whoever can write in it decides what is read. */
    public LocalStorage followingLinks() {
        return new LocalStorage(new LocalRoot(root.directory(), true), disk);
    }

    @Override
    public AppendFile create(String path) {
        return attempt("create", path, () -> {
            Path place = root.place(StoragePath.file(path));
            disk.createFile(place);
            return new LocalAppendFile(path, place.toFile());
        });
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return attempt("put", path, () -> {
            Path place = root.place(StoragePath.file(path));
            return !taken(place) && new LocalDraft(disk, place).publish(content);
        });
    }

    @Override
    public void rename(String from, String to) {
        attempt("rename to '" + to + "'", from, () -> {
            Path source = root.place(StoragePath.file(from));
            Path target = root.place(StoragePath.file(to));
            naming.lock();
            try {
                if (taken(target)) {
                    throw new FileAlreadyExistsException(to);
                }
                return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                naming.unlock();
            }
        });
    }

    @Override
    public void sync(String path) {
        attempt("sync", path, () -> {
            Path file = root.regularFile(StoragePath.file(path));
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.getFD().sync();
            }
            return file;
        });
    }

    @Override
    public void syncDirectory(String directory) {
        attempt("sync", directory, () -> {
            disk.syncDirectory(root.real(StoragePath.of(directory)));
            return true;
        });
    }

    @Override
    public boolean delete(String path) {
        return attempt("delete", path, () -> {
            try {
                Files.delete(root.place(StoragePath.file(path)));
                return true;
            } catch (FileSystemException e) {
                return foundNothing(e);
            }
        });
    }

    @Override
    public List<Entry> list(String directory) {
        return attempt("list", directory, () -> new LocalListing(root).of(root.real(StoragePath.of(directory))));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        Range range = new Range(path, offset, max);
        return attempt("read", path, () -> {
            Path file = root.regularFile(StoragePath.file(path));
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[range.within(in.length())];
                in.seek(bytes.length == 0 ? 0 : offset);
                return Range.filled(bytes, in::read);
            }
        });
    }

    @Override
    public InputStream open(String path) {
        return attempt(
                "open",
                path,
                () -> new FileInputStream(
                        root.regularFile(StoragePath.file(path)).toFile()));
    }

    @Override
    public boolean exists(String path) {
        return attempt("look up", path, () -> {
            try {
                return taken(root.place(StoragePath.of(path)));
            } catch (FileSystemException e) {
                return foundNothing(e);
            }
        });
    }

    @Override
    public Optional<String> weakness() {
        return attempt(
                "look at",
                "",
                () -> Medium.weakness(
                        Files.getFileStore(root.real(StoragePath.of(""))).type()));
    }

    @Override
    public void createDirectories(String directory) {
        StoragePath path = StoragePath.of(directory);
        attempt("create the directory", directory, () -> {
            directories.create(LocalDisk.ORDINARY, root.directory().getParent());
            directories.createLast(disk, root.directory());
            StoragePath below = StoragePath.of("");
            for (String name : path.names()) {
                below = below.child(name);
                directories.createLast(disk, root.place(below));
            }
            return root.real(path);
        });
    }

    private static boolean taken(Path place) throws IOException {
        return LocalListing.attributes(place, LinkOption.NOFOLLOW_LINKS).isPresent();
    }

    private static boolean foundNothing(FileSystemException failure) throws FileSystemException {
        if (DiskFailure.kind(failure) == Kind.NOT_FOUND) {
            return false;
        }
        throw failure;
    }

    private static <T> T attempt(String verb, String path, DiskCall<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw DiskFailure.of(verb, path, e);
        }
    }

    private interface DiskCall<T> {
        T run() throws IOException;
    }

    private Object writeReplace() {
        return new Portable(root.directory().toString(), root.followsLinks(), disk);
    }

    /** What is written in place of a storage, whose paths and locks belong to one process. */
    private record Portable(String directory, boolean followsLinks, LocalDisk disk) implements Serializable {
        private Object readResolve() {
            return new LocalStorage(new LocalRoot(Path.of(directory), followsLinks), disk);
        }
    }
}
