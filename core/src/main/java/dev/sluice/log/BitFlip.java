package dev.sluice.log;

/**
 * Finds the one bit by which some bytes differ from those that a CRC32C was computed of.
 *
 * <p>A CRC is linear: what it differs by depends on which bits were flipped and not on the rest, and one flipped bit
 * changes it by a power of x that says how far the bit is from the end. So all powers are gone through, a few
 * instructions each. Powers repeat only after 2<sup>31</sup> - 1, far behind the longest payload.
 */
final class BitFlip {
    private static final int POLYNOMIAL = 0x82F63B78;

    private BitFlip() {}

    /**
     * The place of the bit: eight times the index of its byte, and its place in it from the lowest; -1 when no single
     * bit makes this difference.
     *
     * @param difference of the two checksums, by exclusive or; not zero
     * @param length of the bytes
     */
    static long find(int difference, int length) {
        int power = 1;
        for (int fromEnd = 0; fromEnd < length; fromEnd++) {
            for (int bit = 7; bit >= 0; bit--) {
                power = (power >>> 1) ^ (POLYNOMIAL & -(power & 1));
                if (power == difference) {
                    return 8L * (length - 1 - fromEnd) + bit;
                }
            }
        }
        return -1;
    }

    /** Turns over the bit at a place that was found. */
    static void flip(byte[] bytes, long bit) {
        bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
    }
}
