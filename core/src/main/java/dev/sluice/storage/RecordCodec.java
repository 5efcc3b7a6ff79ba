package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codec for everything a {@link TypeRegistry} lets pass: one value, or a chunk of them, which says the names of
 * their classes and fields only once.
 *
 * <p>Classes may change between writing and reading. Fields are found by name: one that is new is null, zero or false,
 * one that is gone is skipped, their order means nothing, and an {@code int} may become a {@code long}. Enum constants
 * are found by name too. A class may not be renamed or removed while data of it is kept.
 *
 * <p>Values are trees: an object that is reached twice is read back as two, and one that contains itself, or is
 * nested some 10,000 deep, is refused. So is one whose class has a {@code writeReplace} or {@code readResolve}, unless the
 * class is one of the values of the JDK or has a codec of its own. Safe for any thread.
 */
public final class RecordCodec implements Codec<Object> {
    /** Elements that take no byte at all, such as records without fields: as many may be read from one value. */
    static final int EMPTY_ELEMENTS_MAX = 1 << 16;

    private final ForyCodec fory;

    RecordCodec(ForyCodec fory) {
        this.fory = fory;
    }

    /**
     * The bytes of a value.
     *
     * @throws CodecException if it holds an object of a class that was not declared, or that cannot be written
     */
    @Override
    public byte[] encode(@Nullable Object value) {
        return fory.write(new Envelope(value));
    }

    /**
     * The value whose bytes remain in the buffer, which is left at its end; null if that is what was written.
     *
     * @throws CodecException if the bytes are damaged, hold more than one value, or name a class that is not declared
     */
    @Override
    @SuppressWarnings("NullAway") // null for those who wrote null, which a Codec of records is free to do
    public @Nullable Object decode(ByteBuffer bytes) {
        return fory.read(bytes).value();
    }

    /**
     * The bytes of a chunk of values, in order; nulls are allowed.
     *
     * @throws CodecException as {@link #encode}, and for many thousands of records that have no fields
     */
    public byte[] encodeAll(List<? extends @Nullable Object> values) {
        byte[] bytes = encode(values.getClass() == ArrayList.class ? values : new ArrayList<>(values));
        if (values.size() > Math.max(EMPTY_ELEMENTS_MAX, bytes.length)) {
            throw new CodecException("a chunk holds at most " + EMPTY_ELEMENTS_MAX
                    + " records without fields, but was given " + values.size() + "; cut it into several");
        }
        return bytes;
    }

    /**
     * The values of a chunk, in order.
     *
     * @throws CodecException as {@link #decode}, and if the bytes are no chunk
     */
    public List<@Nullable Object> decodeAll(ByteBuffer bytes) {
        if (decode(bytes) instanceof ArrayList<?> values) {
            return new ArrayList<>(values);
        }
        throw new CodecException("the bytes hold one value, not a chunk of records; read them with decode");
    }
}
