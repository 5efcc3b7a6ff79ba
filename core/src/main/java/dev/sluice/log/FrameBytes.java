package dev.sluice.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A whole file of frames in memory, to be put under its name at once. Not safe for several threads at once. */
public final class FrameBytes {
    private final FrameEncoder encoder;
    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RunningSeal seal = new RunningSeal();

    /** No frames yet. */
    public FrameBytes(FileId id) {
        this.encoder = new FrameEncoder(id);
    }

    /**
     * Appends a frame.
     *
     * @param type 0 to 255
     * @param payload at most {@link Frame#PAYLOAD_BYTES_MAX} bytes
     * @throws dev.sluice.error.StorageException if it is longer
     */
    public FrameBytes add(int type, byte[] payload) {
        FrameEncoder.requireStorable(type, payload);
        int checksum = encoder.putHeader(header.clear(), type, seal.frames() + 1, 0, payload);
        seal.add(checksum, payload.length);
        bytes.writeBytes(header.array());
        bytes.writeBytes(payload);
        bytes.write(Frame.END);
        return this;
    }

    /** What the file so far is known by; in a last frame it vouches for all before it. */
    public FileSeal seal() {
        return seal.seal();
    }

    /** The file. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
