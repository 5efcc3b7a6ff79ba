package dev.sluice.data;

import dev.sluice.error.InvalidKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The hash that places keys: equal for equal keys in every JVM, on every JDK and after every restart.
 *
 * <p>Strings, boxed primitives, big numbers, {@code UUID}, {@code URI} and {@code java.time} values are hashed by their
 * content; enums by name; records by their components in order; {@code List}, {@code Set}, {@code Map} and
 * {@code Optional} by their elements. Any other class, and a record that declares {@code hashCode}, is trusted with its
 * own hash, and owes that this hash agrees with equals and is made of content only: neither of
 * {@link System#identityHashCode} nor of an enum's own {@code hashCode}, which differ from run to run.
 *
 * <p>Every bit of the result depends on every bit of the key's hash, so that dense numbers and poor hashes spread over
 * partitions and tables. Strings that were chosen to collide under {@link String#hashCode} do collide. Thread-safe.
 */
public final class StableHash {
    /** Of what is not there: a null part, an empty Optional. */
    static final int ABSENT = 0x2545F491;

    private StableHash() {}

    /**
     * The hash of a key.
     *
     * @throws InvalidKeyException if the key is null, or is or contains what has no stable hash; the text says what to
     *     do
     */
    public static int of(@Nullable Object key) {
        if (key instanceof String text) {
            return mix(text.hashCode());
        }
        if (key instanceof Long number) {
            return mix(number.longValue());
        }
        if (key instanceof Integer number) {
            return mix(number.intValue());
        }
        if (key == null) {
            throw new InvalidKeyException("a key cannot be null: filter such records out,"
                    + " or give them a key that says so, for example Optional.empty()");
        }
        return mix(HashRules.of(key.getClass()).hash(key));
    }

    /** The hash of a part of a key, which may be null. */
    static int ofPart(@Nullable Object part) {
        return part == null ? ABSENT : of(part);
    }

    /** The hash of parts in order: of those so far and one more. */
    static int combine(int hash, int part) {
        return mix(31 * hash + part);
    }

    /** Spreads a hash over all bits; different hashes stay different. */
    static int mix(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    /** Spreads a number over all bits, so that numbers whose halves mirror each other stay apart. */
    static int mix(long number) {
        long h = number;
        h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (int) (h ^ (h >>> 32));
    }
}
