package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.nio.ByteBuffer;

/** Writes the headers of the frames of one file. Not safe for several threads at once. */
final class FrameEncoder {
    private final FileId file;
    private final Checksums checksums = new Checksums();

    FrameEncoder(FileId file) {
        this.file = file;
    }

    /**
     * Puts a header at the position of a buffer that has an array.
     *
     * @return the checksum of the header
     */
    int putHeader(ByteBuffer out, int type, int sequence, long synced, byte[] payload) {
        int start = out.arrayOffset() + out.position();
        out.putInt(FrameHeader.MAGIC);
        out.put(file.kind().code()).put((byte) type).putShort((short) 0);
        out.putLong(file.job().getMostSignificantBits());
        out.putLong(file.job().getLeastSignificantBits());
        out.putInt(file.epoch()).putInt(payload.length);
        out.putLong(file.number()).putLong(synced).putInt(sequence);
        out.putInt(checksums.crc32c(payload)).putInt(checksums.crc32(payload));
        int checksum = checksums.crc32c(out.array(), start, FrameHeader.CHECKED_BYTES);
        out.putInt(checksum);
        return checksum;
    }

    static void requireStorable(int type, byte[] payload) {
        if (type < 0 || type > 255) {
            throw new StorageException(
                    Kind.INVALID, "the type of a frame must be 0 to 255, but was " + type + "; nothing was written");
        }
        if (payload.length > Frame.PAYLOAD_BYTES_MAX) {
            throw new StorageException(
                    Kind.INVALID,
                    "a frame holds at most " + Frame.PAYLOAD_BYTES_MAX + " bytes, but was given " + payload.length
                            + "; nothing was written; give it in several parts");
        }
    }
}
