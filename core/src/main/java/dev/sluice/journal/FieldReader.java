package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.time.Micros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what a {@link FieldWriter} wrote; refuses what cannot have been written by one. */
final class FieldReader {
    private static final long MILLIS_MAX = Micros.toMillis(Long.MAX_VALUE);
    private static final int NUMBER_BYTES_MAX = 10;

    private final ByteBuffer bytes;
    private final String what;

    /**
     * A reader of these bytes.
     *
     * @param what they are, for failures
     */
    FieldReader(byte[] bytes, String what) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.what = what;
    }

    long number() {
        long value = 0;
        for (int i = 0; i < NUMBER_BYTES_MAX; i++) {
            byte next = next();
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw invalid("a number is longer than " + NUMBER_BYTES_MAX + " bytes");
    }

    /** Microseconds. */
    long micros() {
        long value = number();
        if (value == FieldWriter.FINER) {
            return number();
        }
        if (Math.abs(value) > MILLIS_MAX) {
            throw invalid(value + " ms are no time");
        }
        return Micros.ofMillis(value);
    }

    int count() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw invalid("a count is " + value);
        }
        return (int) value;
    }

    boolean flag() {
        return number() != 0;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int length = count();
        if (length > bytes.remaining()) {
            throw invalid(length + " bytes are announced where " + bytes.remaining() + " are left");
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** All that is left. */
    ByteBuffer rest() {
        return bytes;
    }

    <T> List<T> all(Supplier<T> reader) {
        int size = count();
        if (size > bytes.remaining()) {
            throw invalid(size + " elements are announced where " + bytes.remaining() + " bytes are left");
        }
        List<T> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(reader.get());
        }
        return elements;
    }

    /** Requires that nothing is left. */
    void end() {
        if (bytes.hasRemaining()) {
            throw invalid(bytes.remaining() + " bytes are left over");
        }
    }

    private byte next() {
        if (!bytes.hasRemaining()) {
            throw invalid("it ends too early");
        }
        return bytes.get();
    }

    private CorruptionException invalid(String reason) {
        return new CorruptionException(what + " passes its checksum but cannot be read: " + reason
                + "; it was written by another version of Sluice, or by something else");
    }
}
