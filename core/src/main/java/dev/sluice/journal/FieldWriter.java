package dev.sluice.journal;

import dev.sluice.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes numbers, texts and bytes one after another; {@link FieldReader} reads them in the same order. */
final class FieldWriter {
    /** Behind it come microseconds. */
    static final long FINER = Long.MIN_VALUE;

    private static final int MORE = 0x80;

    private byte[] bytes = new byte[64];
    private int size;

    /** A number in one to ten bytes, the fewer the smaller; negative ones take ten. */
    FieldWriter number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | MORE);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Microseconds: whole milliseconds as their number, others behind a number that no time has. */
    FieldWriter micros(long value) {
        return Micros.isWhole(value)
                ? number(Micros.toMillis(value))
                : number(FINER).number(value);
    }

    FieldWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    FieldWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter bytes(byte[] value) {
        number(value.length);
        return raw(value);
    }

    /** Bytes to the end of the frame, without their number. */
    FieldWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** A collection: its size, then each element as the writer of elements does it. */
    <T> FieldWriter all(Collection<T> elements, Consumer<T> writer) {
        number(elements.size());
        elements.forEach(writer);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** All that was written, and bytes behind it without their number. */
    byte[] toBytes(byte[] rest) {
        byte[] all = Arrays.copyOf(bytes, size + rest.length);
        System.arraycopy(rest, 0, all, size, rest.length);
        return all;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
