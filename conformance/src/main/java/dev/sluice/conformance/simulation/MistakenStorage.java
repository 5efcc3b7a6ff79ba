package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;

/** A storage with a planted mistake: what a program does there is as if its author had forgotten something. */
final class MistakenStorage extends ForwardingStorage {
    private final Mistake mistake;

    private MistakenStorage(Storage storage, Mistake mistake) {
        super(storage);
        this.mistake = mistake;
    }

    /** The storage with the mistake; itself for those that are made elsewhere. */
    static Storage of(Storage storage, Mistake mistake) {
        return switch (mistake) {
            case PLANS_NOT_WRITTEN -> new WithoutPlans(storage);
            case CHECKSUMS_NOT_READ -> new WithoutChecksums(storage);
            case APPENDED_BEHIND_TORN_ENDS -> new BehindTornEnds(storage);
            case FILES_NOT_SYNCED,
                    DIRECTORIES_NOT_SYNCED,
                    LOG_NOT_SYNCED,
                    ROWS_NOT_SYNCED,
                    PRUNED_TOO_EARLY,
                    NOTHING_PRUNED,
                    PUTS_NOT_SYNCED,
                    PUTS_IN_PLACE -> new MistakenStorage(storage, mistake);
            default -> storage;
        };
    }

    private boolean isSynced(String path) {
        return switch (mistake) {
            case FILES_NOT_SYNCED -> false;
            case LOG_NOT_SYNCED -> !path.startsWith("log-");
            case ROWS_NOT_SYNCED -> !path.startsWith("data-");
            default -> true;
        };
    }

    private boolean isPutWell(String path) {
        return switch (mistake) {
            case PUTS_NOT_SYNCED, PUTS_IN_PLACE -> false;
            case PRUNED_TOO_EARLY -> !path.startsWith("snapshot-");
            default -> true;
        };
    }

    @Override
    public AppendFile create(String path) {
        AppendFile file = super.create(path);
        return isSynced(path) ? file : new NotSynced(file);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        if (isPutWell(path)) {
            return super.putIfAbsent(path, content);
        }
        if (exists(path)) {
            return false;
        }
        String draft = mistake == Mistake.PUTS_IN_PLACE ? path : path + ".draft";
        boolean ignored = !draft.equals(path) && delete(draft);
        try (AppendFile file = super.create(draft)) {
            file.append(ByteBuffer.wrap(content, 0, content.length / 2));
            file.append(ByteBuffer.wrap(content, content.length / 2, content.length - content.length / 2));
            if (mistake == Mistake.PUTS_IN_PLACE) {
                file.sync();
            }
        }
        if (mistake == Mistake.PUTS_IN_PLACE) {
            super.syncDirectory("");
        } else {
            rename(draft, path);
        }
        return true;
    }

    @Override
    public void sync(String path) {
        if (isSynced(path)) {
            super.sync(path);
        }
    }

    @Override
    public void syncDirectory(String directory) {
        if (mistake != Mistake.DIRECTORIES_NOT_SYNCED) {
            super.syncDirectory(directory);
        }
    }

    @Override
    public boolean delete(String path) {
        return mistake == Mistake.NOTHING_PRUNED && !path.contains("/") || super.delete(path);
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
