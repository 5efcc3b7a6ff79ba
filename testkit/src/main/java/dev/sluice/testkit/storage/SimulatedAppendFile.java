package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file being written, which is poisoned by its first failure. */
final class SimulatedAppendFile implements AppendFile {
    private final SimulatedProcess process;
    private final SimulatedDisk disk;
    private final Place place;
    private final SimulatedFile file;
    private boolean closed;
    private @Nullable StorageException poison;

    SimulatedAppendFile(SimulatedProcess process, SimulatedDisk disk, Place place, SimulatedFile file) {
        this.process = process;
        this.disk = disk;
        this.place = place;
        this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) {
        requireUsable("append to");
        poisonedByFailure(
                () -> process.perform(Operation.APPEND, place.path(), "", bytes.remaining(), new Appending(bytes)));
    }

    @Override
    public void sync() {
        requireUsable("sync");
        poisonedByFailure(() -> process.perform(Operation.SYNC, place, Act.of(file::sync)));
    }

    @Override
    public long size() {
        requireUsable("measure");
        return disk.locked(file::size);
    }

    @Override
    public void close() {
        if (closed && !process.isDead()) {
            return;
        }
        process.perform(Operation.CLOSE, place, new Closing());
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
        disk.locked(() -> {
            process.requireAlive();
            return true;
        });
        if (closed) {
            throw Refusal.closed(verb, place.path());
        }
        requireSound(verb);
    }

    private void requireSound(String verb) {
        if (poison != null) {
            throw Refusal.poisoned(verb, place.path(), poison);
        }
    }

    private final class Appending implements Act<Boolean> {
        private final ByteBuffer bytes;

        Appending(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public Boolean run() {
            disk.append(file, bytes);
            return true;
        }

        /** Leaves the buffer alone: its owner writes all of it again elsewhere. */
        @Override
        public void runHalf() {
            disk.append(file, bytes.slice(bytes.position(), bytes.remaining() / 2));
        }
    }

    /** Even a file that fails to close is closed. */
    private final class Closing implements Act<Boolean> {
        @Override
        public Boolean run() {
            closed = true;
            file.close();
            process.closed(SimulatedAppendFile.this);
            return true;
        }

        @Override
        public void runHalf() {
            run();
        }
    }
}
