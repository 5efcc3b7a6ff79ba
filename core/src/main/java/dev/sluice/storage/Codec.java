package dev.sluice.storage;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * Turns values into bytes and back. What was written must stay readable for as long as it is kept, by later versions of
 * the program too. Must be safe for any thread. On a cluster it is sent to executors, like a function.
 *
 * @param <T> the values
 */
public interface Codec<T> extends Serializable {
    /** The bytes of a value. */
    byte[] encode(T value);

    /**
     * The value whose bytes remain in the buffer, all of them and no more. May be given damaged bytes: it then throws,
     * and allocates nothing out of proportion.
     */
    T decode(ByteBuffer bytes);
}
