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
    /** The bytes before the payload. */
    public static final int HEADER_BYTES = 64;

    /** The longest payload that is written or read. */
    public static final int PAYLOAD_BYTES_MAX = 16 << 20;

    /** Where the next frame begins, in bytes from the start of the file. */
    public long end() {
        return end(offset, payload.length);
    }

    static long end(long offset, int payloadBytes) {
        return offset + HEADER_BYTES + payloadBytes;
    }
}
