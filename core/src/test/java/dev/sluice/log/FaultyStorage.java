package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A flat directory in memory whose changes fail as planned, and that knows what would be left of it after a power cut. A
 * failing append leaves half of its bytes. After a sync that failed the bytes of the file count as written, so that later
 * syncs succeed and do nothing.
 */
final class FaultyStorage implements Storage {
    /** Decides what a change of the storage comes to; called by any thread. */
    interface Fate {
        /** Throws, so that the change fails. */
        void decide(int change, String operation);
    }

    private final Storage disk = Bytes.memory();
    private final Map<String, Long> syncedBytes = new ConcurrentHashMap<>();
    private final Set<String> failedSyncs = ConcurrentHashMap.newKeySet();
    private final Set<String> durableNames = ConcurrentHashMap.newKeySet();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile Fate fate = (change, operation) -> {};

    static Fate failing(int first, boolean forEver, Kind kind) {
        return (change, operation) -> {
            if (change == first || forEver && change > first) {
                throw new StorageException(kind, "planned failure to " + operation);
            }
        };
    }

    void fate(Fate newFate) {
        fate = newFate;
    }

    int changes() {
        return changes.get();
    }

    /** What is left when only the process ends. */
    Storage afterKill() {
        Storage left = Bytes.memory();
        disk.list("").forEach(entry -> Bytes.replace(left, entry.name(), Bytes.content(disk, entry.name())));
        return left;
    }

    /** What is left when the power is cut, at least: the synced bytes under the synced names. */
    Storage afterPowerCut() {
        Storage left = Bytes.memory();
        durableNames.forEach(name -> Bytes.replace(left, name, syncedContent(name)));
        return left;
    }

    /** What may be left when the power is cut: the least, but of one file its name and all its bytes. */
    Storage afterPowerCutThatSpared(String name) {
        Storage left = afterPowerCut();
        Bytes.replace(left, name, Bytes.content(disk, name));
        return left;
    }

    /** What may be left when the power is cut: all names and lengths, but zeroes in place of what was not synced. */
    Storage afterPowerCutWithZeroes() {
        Storage left = Bytes.memory();
        for (Entry entry : disk.list("")) {
            Bytes.replace(left, entry.name(), Arrays.copyOf(syncedContent(entry.name()), (int) entry.size()));
        }
        return left;
    }

    private byte[] syncedContent(String name) {
        int bytes = syncedBytes.getOrDefault(name, 0L).intValue();
        return disk.exists(name) ? disk.read(name, 0, bytes) : new byte[0];
    }

    @Override
    public AppendFile create(String path) {
        decide("create " + path);
        return new FaultyFile(path, disk.create(path));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        decide("put " + path);
        return disk.putIfAbsent(path, content);
    }

    @Override
    public void rename(String from, String to) {
        decide("rename " + from);
        disk.rename(from, to);
    }

    @Override
    public void sync(String path) {
        decide("sync " + path);
        synced(path, Bytes.content(disk, path).length);
    }

    private void synced(String path, long bytes) {
        if (!failedSyncs.contains(path)) {
            syncedBytes.merge(path, bytes, Math::max);
        }
    }

    @Override
    public void syncDirectory(String directory) {
        decide("sync the directory");
        List<String> names = disk.list(directory).stream().map(Entry::name).toList();
        durableNames.addAll(names);
        durableNames.retainAll(names);
    }

    @Override
    public boolean delete(String path) {
        decide("delete " + path);
        return disk.delete(path);
    }

    @Override
    public List<Entry> list(String directory) {
        return disk.list(directory);
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return disk.read(path, offset, max);
    }

    @Override
    public InputStream open(String path) {
        return disk.open(path);
    }

    @Override
    public boolean exists(String path) {
        return disk.exists(path);
    }

    @Override
    public void createDirectories(String directory) {
        disk.createDirectories(directory);
    }

    private void decide(String operation) {
        fate.decide(changes.incrementAndGet(), operation);
    }

    private final class FaultyFile implements AppendFile {
        private final String path;
        private final AppendFile file;
        private volatile boolean poisoned;

        FaultyFile(String path, AppendFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void append(ByteBuffer bytes) {
            attempt("append to " + path, () -> {}, () -> {
                byte[] half = new byte[bytes.remaining() / 2];
                bytes.get(half);
                file.append(ByteBuffer.wrap(half));
            });
            file.append(bytes);
        }

        @Override
        public void sync() {
            long size = file.size();
            attempt("sync " + path, () -> synced(path, size), () -> failedSyncs.add(path));
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
            if (poisoned) {
                throw poisoned("close");
            }
        }

        private void attempt(String operation, Runnable success, Runnable failure) {
            if (poisoned) {
                throw poisoned(operation);
            }
            try {
                decide(operation);
            } catch (StorageException e) {
                poisoned = true;
                failure.run();
                throw e;
            }
            success.run();
        }

        private StorageException poisoned(String operation) {
            return new StorageException(Kind.POISONED, operation + " after a failure");
        }
    }
}
