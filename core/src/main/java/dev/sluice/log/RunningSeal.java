package dev.sluice.log;

import java.util.zip.CRC32C;

/** The seal of a file as far as it was written or read. Not safe for several threads at once. */
final class RunningSeal {
    private final CRC32C checksum = new CRC32C();
    private int frames;
    private long bytes;

    void add(int headerChecksum, int payloadBytes) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            checksum.update(headerChecksum >>> shift);
        }
        frames++;
        bytes += Frame.bytes(payloadBytes);
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
