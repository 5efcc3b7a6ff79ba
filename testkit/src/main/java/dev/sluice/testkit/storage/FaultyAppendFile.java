package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file that fails where that was planned, and is poisoned by its first failure. */
final class FaultyAppendFile implements AppendFile {
    private final FaultyProcess process;
    private final String path;
    private final AppendFile file;
    private final Act<Boolean> syncing;
    private boolean closed;
    private @Nullable StorageException poison;

    FaultyAppendFile(FaultyProcess process, String path, AppendFile file, Act<Boolean> syncing) {
        this.process = process;
        this.path = path;
        this.file = file;
        this.syncing = syncing;
        process.opened(this, path);
    }

    @Override
    public void append(ByteBuffer bytes) {
        requireUsable("append to");
        poisonedByFailure(
                () -> process.perform(Operation.APPEND, path, "", bytes.remaining(), new Appending(file, bytes)));
    }

    @Override
    public void sync() {
        requireUsable("sync");
        poisonedByFailure(() -> process.perform(Operation.SYNC, path, syncing));
    }

    @Override
    public long size() {
        requireUsable("measure");
        return process.locked(file::size);
    }

    @Override
    public void close() {
        if (closed && !process.isDead()) {
            return;
        }
        process.perform(Operation.CLOSE, path, new Closing());
        requireSound("close");
    }

    private void poisonedByFailure(Runnable work) {
        try {
            work.run();
        } catch (StorageException failure) {
            poison = failure;
            throw failure;
        }
    }

    private void requireUsable(String verb) {
        process.requireAlive();
        if (closed) {
            throw Refusal.closed(verb, path);
        }
        requireSound(verb);
    }

    private void requireSound(String verb) {
        if (poison != null) {
            throw Refusal.poisoned(verb, path, poison);
        }
    }

    private record Appending(AppendFile file, ByteBuffer bytes) implements Act<Boolean> {
        @Override
        public Boolean run() {
            file.append(bytes);
            return true;
        }

        /** Leaves the buffer alone: its owner writes all of it again elsewhere. */
        @Override
        public void runHalf() {
            file.append(bytes.slice(bytes.position(), bytes.remaining() / 2));
        }
    }

    /** Even a file that fails to close is closed. */
    private final class Closing implements Act<Boolean> {
        @Override
        public Boolean run() {
            closed = true;
            process.closed(FaultyAppendFile.this);
            file.close();
            return true;
        }

        @Override
        public void runHalf() {
            run();
        }
    }
}
