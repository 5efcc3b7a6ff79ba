package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.StorageException;
import dev.sluice.log.FileId;
import dev.sluice.log.FileSeal;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameReader;
import dev.sluice.log.FrameWriter;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.Storage;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Captures of cells as files of their own, by which a state moves from one process to another. They are not synced: they
 * outlive processes, not power. Whoever writes one tells the others what it is known by; a file that nobody was told of
 * is never read, so an attempt that was given up can do no harm. Safe for any thread.
 */
public final class CaptureFiles {
    private static final int WRITE_BYTES = 1 << 20;

    private final Storage storage;
    private final String directory;
    private final UUID job;
    private final ChunkForm form;

    /** Files in a directory of the storage, which exists. */
    public CaptureFiles(Storage storage, String directory, UUID job, RecordCodec codec) {
        this.storage = storage;
        this.directory = directory;
        this.job = job;
        this.form = new ChunkForm(codec);
    }

    /**
     * Writes a capture.
     *
     * @param name that no file has
     * @throws StorageException when the disk fails
     * @throws dev.sluice.error.CodecException if rows hold what cannot be stored
     */
    public CaptureFile write(String name, Cell cell, long version, boolean full, StateCapture rows) {
        try (Writing out = new Writing(name, version)) {
            new ChunkWriter(form, out).write(cell, rows);
            out.flush();
            FileSeal seal = out.seal();
            return new CaptureFile(name, cell, version, full, out.rows, seal.frames(), seal.bytes(), seal.checksum());
        }
    }

    /**
     * Gives what was captured, chunk by chunk. When this throws, the chunks given so far are worthless.
     *
     * @throws CorruptionException if it is not what was written
     * @throws dev.sluice.error.RecoveryException if it is, but values of some class cannot be read
     */
    public void load(CaptureFile file, Consumer<StateChunk> out) {
        ChunkReader chunks = new ChunkReader(form, file.cell(), path(file.name()), out);
        forEachFrame(file, chunks::take);
        chunks.end(0, file.rows());
    }

    /** Gives the frames of a file. That all were there and were the right ones is known only when this returns. */
    void forEachFrame(CaptureFile file, Consumer<Frame> out) {
        if (file.isEmpty()) {
            return;
        }
        String path = path(file.name());
        FrameReader in = new FrameReader(storage, path, id(file.version()));
        try {
            for (int frame = 0; frame < file.frames(); frame++) {
                out.accept(in.require());
            }
            in.requireEnd(file.seal());
        } catch (StorageException e) {
            throw e.kind() == StorageException.Kind.NOT_FOUND
                    ? new CorruptionException("'" + path + "' is missing, but the state needs it", e)
                    : e;
        }
    }

    /**
     * What some files hold, one after another, as one capture; they are read when it is. A snapshot takes their bytes as
     * they are, and need not know the classes of the values.
     */
    public StateCapture captured(List<CaptureFile> files) {
        return new StoredCapture(this, files);
    }

    /** Deletes a file; no change if it is gone. */
    public void delete(CaptureFile file) {
        storage.delete(path(file.name()));
    }

    private String path(String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    private FileId id(long version) {
        return new FileId(FileId.Kind.DATA, 0, version, job);
    }

    /** The frames of one capture on their way into its file, which is created when the first one comes. */
    private final class Writing implements ChunkWriter.Frames, AutoCloseable {
        private final String name;
        private final long version;
        private final List<byte[]> pending = new ArrayList<>();
        private long pendingBytes;
        private long rows;
        private @Nullable FrameWriter frames;

        Writing(String name, long version) {
            this.name = name;
            this.version = version;
        }

        @Override
        public void add(byte[] payload) {
            pending.add(payload);
            pendingBytes += payload.length;
            if (pendingBytes >= WRITE_BYTES) {
                flush();
            }
        }

        @Override
        public void addRows(long more) {
            rows += more;
        }

        FileSeal seal() {
            return frames == null ? new FileSeal(0, 0, 0) : frames.seal();
        }

        void flush() {
            if (pending.isEmpty()) {
                return;
            }
            if (frames == null) {
                frames = new FrameWriter(id(version), storage.create(path(name)));
            }
            frames.append(DataWriter.CHUNK, pending);
            pending.clear();
            pendingBytes = 0;
        }

        @Override
        public void close() {
            if (frames != null) {
                frames.close();
            }
        }
    }
}
