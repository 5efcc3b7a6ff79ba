package dev.sluice.snapshot;

import dev.sluice.log.FileSeal;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the data file of one snapshot, extent by extent; the file is created when the first frame comes. */
final class DataWriter implements ChunkWriter.Frames, AutoCloseable {
    static final int CHUNK = 1;
    private static final int WRITE_BYTES = 1 << 20;

    private final SnapshotDirectory directory;
    private final SnapshotFile file;
    private final List<byte[]> pending = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();
    private @Nullable FrameWriter frames;
    private long pendingBytes;
    private FileSeal start = new FileSeal(0, 0, 0);
    private long rows;

    DataWriter(SnapshotDirectory directory, SnapshotFile file) {
        this.directory = directory;
        this.file = file;
    }

    SnapshotFile file() {
        return file;
    }

    /** What the file is known by; empty as long as there is none. */
    Optional<FileSeal> seal() {
        return Optional.ofNullable(frames).map(FrameWriter::seal);
    }

    /** Adds a frame to the extent that is being written. */
    @Override
    public void add(byte[] payload) {
        checksum.update(payload, 0, payload.length);
        pending.add(payload);
        pendingBytes += Frame.bytes(payload.length);
        if (pendingBytes >= WRITE_BYTES) {
            flush();
        }
    }

    @Override
    public void addRows(long more) {
        rows += more;
    }

    /** Ends an extent; the next frame begins another. */
    Extent end(long until) {
        flush();
        FileSeal end = seal().orElse(start);
        Extent extent = new Extent(
                file,
                start.bytes(),
                start.frames() + 1,
                end.frames() - start.frames(),
                end.bytes() - start.bytes(),
                rows,
                (int) checksum.getValue(),
                until);
        start = end;
        rows = 0;
        checksum.reset();
        return extent;
    }

    /** Makes the file durable, and then its name. */
    void finish() {
        if (frames != null) {
            frames.sync();
            directory.storage().syncDirectory(directory.path());
        }
    }

    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        if (frames == null) {
            frames = new FrameWriter(
                    file.id(directory.job()), directory.storage().create(directory.path(file)));
        }
        frames.append(CHUNK, pending);
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
