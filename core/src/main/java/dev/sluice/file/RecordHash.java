package dev.sluice.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of the bytes of a record; sums of it tell multisets of records apart.
 *
 * <p>Eight bytes at a time are mixed into the state by steps that can be undone, so records of the same length that
 * differ within eight bytes never have the same hash. The end mixes every bit into every other: what a change adds to
 * the sum says nothing about what another change takes from it. Against chance, not against someone who looks for
 * records of the same sum. It is stored, so it stays as it is.
 */
final class RecordHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd, so that no multiplication loses a bit. */
    private static final long WORD_FACTOR = 0xD6E8FEB86659FD93L;

    private static final long STATE_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long END_FACTOR = 0xA0761D6478BD642FL;
    private static final int ROTATION = 29;

    private RecordHash() {}

    /** The hash of the first bytes. */
    static long of(byte[] bytes, int length) {
        long state = (length + 1L) * STATE_FACTOR;
        int at = 0;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            state = mix(state, (long) WORDS.get(bytes, at));
        }
        return end(mix(state, rest(bytes, at, length)));
    }

    private static long rest(byte[] bytes, int from, int to) {
        long word = 0;
        for (int at = from; at < to; at++) {
            word = word << Byte.SIZE | bytes[at] & 0xFF;
        }
        return word;
    }

    private static long mix(long state, long word) {
        return Long.rotateLeft(state + word * WORD_FACTOR, ROTATION) * STATE_FACTOR;
    }

    private static long end(long state) {
        long mixed = (state ^ state >>> 32) * END_FACTOR;
        mixed = (mixed ^ mixed >>> 29) * WORD_FACTOR;
        return mixed ^ mixed >>> 32;
    }
}
