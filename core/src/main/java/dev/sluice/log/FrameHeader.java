package dev.sluice.log;

import dev.sluice.log.FileId.Kind;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a sound header of a frame says; its file is null when another version wrote it. */
record FrameHeader(
        @Nullable FileId file,
        int type,
        int sequence,
        long synced,
        int length,
        int payloadCrc32c,
        int payloadCrc32,
        int checksum) {
    static final int BYTES = Frame.HEADER_BYTES;

    /** The bytes before the header's own checksum. */
    static final int CHECKED_BYTES = BYTES - 4;

    /** The letters S, L and F, and the version. */
    static final int MAGIC = 0x534C4601;

    static FrameHeader of(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        int magic = in.getInt();
        Kind kind = Kind.of(in.get());
        int type = Byte.toUnsignedInt(in.get());
        int reserved = in.getShort();
        UUID job = new UUID(in.getLong(), in.getLong());
        int epoch = in.getInt();
        int length = in.getInt();
        long number = in.getLong();
        long synced = in.getLong();
        FileId file = magic == MAGIC && reserved == 0 && kind != null ? new FileId(kind, epoch, number, job) : null;
        return new FrameHeader(file, type, in.getInt(), synced, length, in.getInt(), in.getInt(), in.getInt());
    }

    static int storedChecksum(byte[] header) {
        return ByteBuffer.wrap(header).getInt(CHECKED_BYTES);
    }
}
