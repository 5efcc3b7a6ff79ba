package dev.sluice.log;

import dev.sluice.storage.AppendFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Puts numbered frames into a new file. What is appended in one call goes to the file in one write, as far as it fits
 * into a buffer of 1 MiB.
 *
 * <p>Throws {@link dev.sluice.error.StorageException}; after a failure of the file nobody knows what it holds, and every
 * later call throws. Not safe for several threads at once.
 */
public final class FrameWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 8 << 10;
    private static final int BUFFER_BYTES_MAX = 1 << 20;

    private final AppendFile file;
    private final FrameEncoder encoder;
    private final RunningSeal seal = new RunningSeal();
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long synced;

    /** A writer for an empty file, which it closes in the end. */
    public FrameWriter(FileId id, AppendFile file) {
        this.encoder = new FrameEncoder(id);
        this.file = file;
    }

    /**
     * Appends a frame; it is with the operating system when this returns.
     *
     * @param type 0 to 255
     * @param payload at most {@link Frame#PAYLOAD_BYTES_MAX} bytes
     * @return where the frame begins, in bytes from the start of the file
     */
    public long append(int type, byte[] payload) {
        return append(type, List.of(payload));
    }

    /**
     * Appends a frame for each payload; all are with the operating system when this returns.
     *
     * @return where the first of these frames begins; each of the next begins at the end of the one before
     */
    public long append(int type, List<byte[]> payloads) {
        for (byte[] payload : payloads) {
            FrameEncoder.requireStorable(type, payload);
        }
        long start = seal.bytes();
        for (byte[] payload : payloads) {
            put(type, payload);
        }
        flush();
        return start;
    }

    /** Makes everything appended so far durable. */
    public void sync() {
        file.sync();
        synced = seal.bytes();
    }

    /** The bytes appended so far. */
    public long size() {
        return seal.bytes();
    }

    /** What the file is known by, as far as it was written. */
    public FileSeal seal() {
        return seal.seal();
    }

    /** Closes the file without syncing it. */
    @Override
    public void close() {
        file.close();
    }

    /** States that somebody else made the file durable up to here. */
    void synced(long bytes) {
        synced = bytes;
    }

    /** Appends a frame, of which parts may wait in the buffer until {@link #flush()}. */
    void put(int type, byte[] payload) {
        int length = Frame.bytes(payload.length);
        if (length > buffer.remaining()) {
            makeRoom(length);
        }
        int checksum = encoder.putHeader(buffer, type, seal.frames() + 1, synced, payload);
        seal.add(checksum, payload.length);
        if (payload.length < buffer.remaining()) {
            buffer.put(payload);
        } else {
            flush();
            file.append(ByteBuffer.wrap(payload));
        }
        buffer.put(Frame.END);
    }

    private void makeRoom(int length) {
        int wanted = Math.min(BUFFER_BYTES_MAX, buffer.position() + length);
        if (wanted > buffer.capacity()) {
            int capacity = Math.min(BUFFER_BYTES_MAX, Math.max(wanted, 2 * buffer.capacity()));
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        if (length > buffer.remaining()) {
            flush();
        }
    }

    void flush() {
        if (buffer.position() > 0) {
            file.append(buffer.flip());
            buffer.clear();
        }
    }
}
