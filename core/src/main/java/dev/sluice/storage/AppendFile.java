package dev.sluice.storage;

import java.nio.ByteBuffer;

/**
 * A new file that grows at its end. After a failed append or sync nobody knows what the file holds, so it is poisoned:
 * every later call throws, and the caller goes on with a new file.
 *
 * <p>One thread at a time appends; one other may sync beside it, also while it appends, and each sees at once that the
 * file was poisoned by the other. Everything else, and the close above all, is for a time when no sync is under way.
 */
public interface AppendFile extends AutoCloseable {
    /** Appends all remaining bytes of the buffer and moves its position to its limit. */
    void append(ByteBuffer bytes);

    /** Makes durable what had been appended when it was called; what is appended meanwhile may be or not. */
    void sync();

    /** The bytes appended so far. */
    long size();

    /** Closes the file without syncing it; closing it again has no effect. A poisoned file is closed too, but throws. */
    @Override
    void close();
}
