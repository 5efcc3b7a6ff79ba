package dev.sluice.log;

/** Says whether bytes are as they were written, or one bit away from it. Not safe for several threads at once. */
final class DamageCheck {
    private final Checksums checksums = new Checksums();

    boolean isSound(byte[] header) {
        return difference(header) == 0;
    }

    boolean isSound(byte[] payload, FrameHeader header) {
        return checksums.crc32c(payload) == header.payloadCrc32c() && checksums.crc32(payload) == header.payloadCrc32();
    }

    /** Turns over the bit that makes a header sound, if there is one. */
    boolean mends(byte[] header) {
        int difference = difference(header);
        return Integer.bitCount(difference) == 1 || mended(header, BitFlip.find(difference, FrameHeader.CHECKED_BYTES));
    }

    /** Turns over the bit that makes a payload sound, if there is one; a second checksum tells it from chance. */
    boolean mends(byte[] payload, FrameHeader header) {
        int difference = checksums.crc32c(payload) ^ header.payloadCrc32c();
        return mended(payload, BitFlip.find(difference, payload.length)) && isSound(payload, header);
    }

    private int difference(byte[] header) {
        return checksums.crc32c(header, 0, FrameHeader.CHECKED_BYTES) ^ FrameHeader.storedChecksum(header);
    }

    private static boolean mended(byte[] bytes, long bit) {
        if (bit >= 0) {
            BitFlip.flip(bytes, bit);
        }
        return bit >= 0;
    }

    static boolean isZero(byte[] bytes) {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
