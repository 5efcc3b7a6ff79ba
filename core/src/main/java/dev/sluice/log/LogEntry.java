package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What was appended by a running {@link LogWriter}. It stays the same when its frame has to move to another file because
 * the first one failed. Safe for any thread.
 */
public final class LogEntry {
    private final int type;
    private final int payloadBytes;
    private byte @Nullable [] payload;
    private volatile LogPosition position = LogPosition.START;
    private volatile boolean durable;

    LogEntry(int type, byte[] payload) {
        FrameEncoder.requireStorable(type, payload);
        if (type == SegmentHeader.TYPE) {
            throw new StorageException(
                    Kind.INVALID, "type 0 is the log's own; nothing was written; give what is appended another type");
        }
        this.type = type;
        this.payload = payload;
        this.payloadBytes = payload.length;
    }

    /** Where the frame is. It may change until the entry is durable, and is final from then on. */
    public LogPosition position() {
        return position;
    }

    /** Whether the frame survives what the durability of its log is about. */
    public boolean isDurable() {
        return durable;
    }

    int frameBytes() {
        return Frame.bytes(payloadBytes);
    }

    /** Called under the lock of the writer, like everything below. */
    void putTo(FrameWriter frames) {
        if (payload != null) {
            frames.put(type, payload);
        }
    }

    void place(LogPosition newPosition) {
        position = newPosition;
    }

    void settle() {
        durable = true;
        payload = null;
    }
}
