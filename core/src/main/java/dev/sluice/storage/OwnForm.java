package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Writes the objects of one class as the bytes of the codec that the program gave it, behind their length. */
final class OwnForm<T> extends Serializer<T> {
    private final Class<T> ofClass;
    private final Codec<T> codec;

    private OwnForm(Config config, Class<T> type, Codec<T> codec) {
        super(config, type);
        this.ofClass = type;
        this.codec = codec;
    }

    @SuppressWarnings("unchecked")
    static <T> OwnForm<T> of(Config config, Class<T> type, Codec<?> codec) {
        return new OwnForm<>(config, type, (Codec<T>) codec);
    }

    @Override
    public void write(WriteContext out, T value) {
        byte[] bytes = encode(value);
        out.getBuffer().writeVarUInt32(bytes.length);
        out.getBuffer().writeBytes(bytes);
    }

    @Override
    public T read(ReadContext in) {
        int length = in.getBuffer().readVarUInt32();
        in.getBuffer().checkReadableBytes(length);
        return decode(ByteBuffer.wrap(in.getBuffer().readBytes(length)));
    }

    private byte[] encode(T value) {
        try {
            return codec.encode(value);
        } catch (RuntimeException e) {
            throw failure("write", e);
        }
    }

    private T decode(ByteBuffer bytes) {
        try {
            return codec.decode(bytes);
        } catch (RuntimeException e) {
            throw failure("read", e);
        }
    }

    private CodecException failure(String verb, RuntimeException cause) {
        return new CodecException(
                "the codec " + codec.getClass().getTypeName() + " could not " + verb + " a " + ofClass.getTypeName()
                        + ": " + cause,
                cause);
    }
}
