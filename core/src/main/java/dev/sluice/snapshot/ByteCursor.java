package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteBuilder} wrote, in place. Throws {@link CorruptionException} rather than read beyond its end. */
final class ByteCursor {
    private final byte[] array;
    private final int end;
    private int at;

    ByteCursor(byte[] array, int offset, int length) {
        this.array = array;
        this.at = offset;
        this.end = offset + length;
    }

    byte[] array() {
        return array;
    }

    int remaining() {
        return end - at;
    }

    /** Goes over some bytes and says where they begin. */
    int skip(long bytes) {
        if (bytes < 0 || bytes > remaining()) {
            throw new CorruptionException("a length of " + bytes + " where " + remaining() + " bytes are left");
        }
        int start = at;
        at += (int) bytes;
        return start;
    }

    int takeByte() {
        return array[skip(1)];
    }

    int takeInt() {
        return (int) ByteBuilder.INTS.get(array, skip(4));
    }

    long takeLong() {
        return (long) ByteBuilder.LONGS.get(array, skip(8));
    }

    long takeVar() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = takeByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new CorruptionException("a number of more than 10 bytes");
    }

    /** A number that cannot be negative or larger than the given one. */
    int takeCount(long max) {
        long count = takeVar();
        if (count < 0 || count > max) {
            throw new CorruptionException("a count of " + count + " where at most " + max + " can be");
        }
        return (int) count;
    }

    ByteBuffer takeBuffer() {
        int length = takeCount(remaining());
        return ByteBuffer.wrap(array, skip(length), length);
    }

    String takeText() {
        int length = takeCount(remaining());
        return new String(array, skip(length), length, StandardCharsets.UTF_8);
    }

    void requireEnd() {
        if (remaining() > 0) {
            throw new CorruptionException(remaining() + " bytes more than were written");
        }
    }
}
