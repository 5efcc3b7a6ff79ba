package dev.sluice.conformance.simulation;

import dev.sluice.log.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A frame as it lies in the bytes of a file, written down here once more from the format and not from the code: mistakes
 * change frames, and change them so that only what is wrong about them can be found.
 *
 * @param bytes of the file, or of some whole frames of it
 * @param at where the frame begins there
 */
record StoredFrame(byte[] bytes, int at) {
    private static final int MAGIC = 0x534C4601;
    private static final int TYPE = 5;
    private static final int LENGTH = 28;
    private static final int PAYLOAD_CRC32C = 52;
    private static final int PAYLOAD_CRC32 = 56;
    private static final int HEADER_CRC32C = 60;

    /** Whether there is something that looks like a whole frame. */
    boolean isThere() {
        return at + Frame.HEADER_BYTES < bytes.length
                && number(0) == MAGIC
                && length() >= 0
                && length() <= bytes.length - at - Frame.bytes(0);
    }

    private int number(int field) {
        return ByteBuffer.wrap(bytes).getInt(at + field);
    }

    private int length() {
        return number(LENGTH);
    }

    StoredFrame next() {
        return new StoredFrame(bytes, at + Frame.bytes(length()));
    }

    int type() {
        return bytes[at + TYPE];
    }

    /** Makes it a frame of another type, with as many bytes that are zero. */
    void become(int type) {
        bytes[at + TYPE] = (byte) type;
        int payload = at + Frame.HEADER_BYTES;
        Arrays.fill(bytes, payload, payload + length(), (byte) 0);
        sum();
    }

    /** Makes the checksums right; returns whether they were. */
    boolean sum() {
        byte[] before = Arrays.copyOfRange(bytes, at, at + Frame.HEADER_BYTES);
        int payload = at + Frame.HEADER_BYTES;
        put(PAYLOAD_CRC32C, new CRC32C(), payload, length());
        put(PAYLOAD_CRC32, new CRC32(), payload, length());
        put(HEADER_CRC32C, new CRC32C(), at, HEADER_CRC32C);
        return Arrays.equals(bytes, at, payload, before, 0, before.length);
    }

    private void put(int field, Checksum checksum, int from, int length) {
        checksum.update(bytes, from, length);
        ByteBuffer.wrap(bytes).putInt(at + field, (int) checksum.getValue());
    }
}
