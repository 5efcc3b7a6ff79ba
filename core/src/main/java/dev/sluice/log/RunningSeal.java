package dev.sluice.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The seal of a file as far as it was written or read. Not safe for several threads at once. */
final class RunningSeal {
    private final CRC32C checksum = new CRC32C();
    private int frames;
    private long bytes;

    void add(int headerChecksum, int payloadBytes) {
        checksum.update(ByteBuffer.allocate(4).putInt(headerChecksum).flip());
        frames++;
        bytes += Frame.HEADER_BYTES + payloadBytes;
    }

    int frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    FileSeal seal() {
        return new FileSeal(frames, bytes, (int) checksum.getValue());
    }
}
