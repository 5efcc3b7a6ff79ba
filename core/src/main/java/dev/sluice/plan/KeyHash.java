package dev.sluice.plan;

import dev.sluice.data.StableHash;
import dev.sluice.error.InvalidKeyException;
import org.jspecify.annotations.Nullable;

/** Hashes keys inside a step. */
public final class KeyHash {
    private KeyHash() {}

    /**
     * The {@link StableHash} of a key.
     *
     * @throws InvalidKeyException if the key cannot be placed; the text names the origin
     */
    public static int of(@Nullable Object key, Origin origin) {
        try {
            return StableHash.of(key);
        } catch (InvalidKeyException invalid) {
            throw new InvalidKeyException(origin + ": " + invalid.getMessage(), invalid);
        }
    }
}
