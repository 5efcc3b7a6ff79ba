package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** A storage with a planted mistake: what a program does there is as if its author had forgotten something. */
record MistakenStorage(Storage storage, Mistake mistake) implements Storage {
    private boolean isSynced(String path) {
        return switch (mistake) {
            case FILES_NOT_SYNCED -> false;
            case LOG_NOT_SYNCED -> !path.startsWith("log-");
            case ROWS_NOT_SYNCED -> !path.startsWith("data-");
            default -> true;
        };
    }

    @Override
    public AppendFile create(String path) {
        AppendFile file = storage.create(path);
        return isSynced(path) ? file : new NotSynced(file);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        if (mistake != Mistake.PUTS_NOT_SYNCED && mistake != Mistake.PUTS_IN_PLACE) {
            return storage.putIfAbsent(path, content);
        }
        if (storage.exists(path)) {
            return false;
        }
        String draft = mistake == Mistake.PUTS_IN_PLACE ? path : path + ".draft";
        boolean ignored = !draft.equals(path) && storage.delete(draft);
        try (AppendFile file = storage.create(draft)) {
            file.append(ByteBuffer.wrap(content, 0, content.length / 2));
            file.append(ByteBuffer.wrap(content, content.length / 2, content.length - content.length / 2));
            if (mistake == Mistake.PUTS_IN_PLACE) {
                file.sync();
            }
        }
        if (mistake == Mistake.PUTS_IN_PLACE) {
            storage.syncDirectory("");
        } else {
            storage.rename(draft, path);
        }
        return true;
    }

    @Override
    public void rename(String from, String to) {
        storage.rename(from, to);
    }

    @Override
    public void sync(String path) {
        if (isSynced(path)) {
            storage.sync(path);
        }
    }

    @Override
    public void syncDirectory(String directory) {
        if (mistake != Mistake.DIRECTORIES_NOT_SYNCED) {
            storage.syncDirectory(directory);
        }
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

    private record NotSynced(AppendFile file) implements AppendFile {
        @Override
        public void append(ByteBuffer bytes) {
            file.append(bytes);
        }

        @Override
        public void sync() {}

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
