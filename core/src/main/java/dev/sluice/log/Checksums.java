package dev.sluice.log;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The two checksums of a payload, unrelated to each other. Not safe for several threads at once. */
final class Checksums {
    private final CRC32C crc32c = new CRC32C();
    private final CRC32 crc32 = new CRC32();

    int crc32c(byte[] bytes, int offset, int length) {
        return of(crc32c, bytes, offset, length);
    }

    int crc32c(byte[] bytes) {
        return of(crc32c, bytes, 0, bytes.length);
    }

    int crc32(byte[] bytes) {
        return of(crc32, bytes, 0, bytes.length);
    }

    private static int of(Checksum checksum, byte[] bytes, int offset, int length) {
        checksum.reset();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }
}
