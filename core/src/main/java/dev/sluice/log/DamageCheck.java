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

    /** Turns over the bit that makes a header sound, and returns its place; -1 if there is none. */
    long mend(byte[] header) {
        int difference = difference(header);
        return mended(
                header,
                Integer.bitCount(difference) == 1
                        ? bitOfChecksum(difference)
                        : BitFlip.find(difference, FrameHeader.CHECKED_BYTES));
    }

    /** The same for a payload; a second checksum tells the bit from chance. */
    long mend(byte[] payload, FrameHeader header) {
        int difference = checksums.crc32c(payload) ^ header.payloadCrc32c();
        long bit = mended(payload, BitFlip.find(difference, payload.length));
        return isSound(payload, header) ? bit : -1;
    }

    private static long bitOfChecksum(int difference) {
        int bit = Integer.numberOfTrailingZeros(difference);
        return 8L * (FrameHeader.BYTES - 1 - bit / 8) + bit % 8;
    }

    private int difference(byte[] header) {
        return checksums.crc32c(header, 0, FrameHeader.CHECKED_BYTES) ^ FrameHeader.storedChecksum(header);
    }

    private static long mended(byte[] bytes, long bit) {
        if (bit >= 0) {
            BitFlip.flip(bytes, bit);
        }
        return bit;
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
