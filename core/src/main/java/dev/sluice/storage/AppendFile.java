package dev.sluice.storage;

import java.nio.ByteBuffer;

/**
 * A new file that grows at its end. After a failed append or sync nobody knows what the file holds, so it is poisoned:
 * every later call throws, and the caller goes on with a new file. For one thread at a time, but for {@link #sync},
 * which another may call while one appends; what is appended during a sync may not be in it.
 */
public interface AppendFile extends AutoCloseable {
    /** Appends all remaining bytes of the buffer and moves its position to its limit. */
    void append(ByteBuffer bytes);

    /** Makes everything appended so far durable. */
    void sync();

    /** The bytes appended so far. */
    long size();

    /** Closes the file without syncing it; closing it again has no effect. A poisoned file is closed too, but throws. */
    @Override
    void close();
}
