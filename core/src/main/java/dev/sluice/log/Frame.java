package dev.sluice.log;

/**
 * A frame whose every bit was checked.
 *
 * @param offset where its header begins, in bytes from the start of the file
 * @param type what the payload is, for who wrote it; 0 to 255
 * @param sequence its number in the file, from 1
 * @param synced how many bytes of the file were known to be synced when it was written
 * @param payload what was written; the array belongs to whoever read it
 * @param checksum of the header, and through it of the payload
 */
public record Frame(long offset, int type, int sequence, long synced, byte[] payload, int checksum)
        implements FrameRead {
    /** The last byte of every frame. It has several bits, so no frame whose end was lost is one bit away from whole. */
    static final byte END = (byte) 0xA5;

    /** The bytes before the payload. */
    public static final int HEADER_BYTES = 64;

    /** The longest payload that is written or read. */
    public static final int PAYLOAD_BYTES_MAX = 16 << 20;

    /** Where the next frame begins, in bytes from the start of the file. */
    public long end() {
        return offset + bytes(payload.length);
    }

    /** How long a frame is, in bytes. */
    public static int bytes(int payloadBytes) {
        return HEADER_BYTES + payloadBytes + 1;
    }
}
