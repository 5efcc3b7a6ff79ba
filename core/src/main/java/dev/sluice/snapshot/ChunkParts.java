package dev.sluice.snapshot;

import dev.sluice.log.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of a chunk together again. A frame that is as long as a frame may be is not the last of its chunk, so
 * that a chunk of such a length ends with an empty frame.
 */
final class ChunkParts {
    /** What a row may take at most: it is in memory in some copies while it is written or read. */
    static final int ROW_BYTES_MAX = 256 << 20;

    private final List<byte[]> parts = new ArrayList<>();
    private long bytes;

    /** Takes the next frame; gives the bytes of the chunk if it is the last of one, otherwise null. */
    byte @Nullable [] add(byte[] payload) {
        if (payload.length < Frame.PAYLOAD_BYTES_MAX && parts.isEmpty()) {
            return payload;
        }
        parts.add(payload);
        bytes += payload.length;
        return payload.length < Frame.PAYLOAD_BYTES_MAX ? together() : null;
    }

    /** Whether no chunk has begun that is not complete. */
    boolean isComplete() {
        return parts.isEmpty();
    }

    private byte[] together() {
        byte[] whole = new byte[Math.toIntExact(bytes)];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        parts.clear();
        bytes = 0;
        return whole;
    }
}
