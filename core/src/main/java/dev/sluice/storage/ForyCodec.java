package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.jspecify.annotations.Nullable;

/** Writes and reads envelopes by Fory, of any depth, and makes one kind of failure of all it throws. */
final class ForyCodec {
    /** To begin with. */
    private static final int HASHED_BYTES = 256;

    private final ForyPool writers;
    private final ForyPool readers;
    private final ForyPool hashers;

    ForyCodec(TypePolicy policy, Map<Class<?>, Codec<?>> codecs) {
        writers = new ForyPool(new ForyFactory(ForyFactory.Role.WRITER, policy, codecs));
        readers = new ForyPool(new ForyFactory(ForyFactory.Role.READER, policy, codecs));
        hashers = new ForyPool(new ForyFactory(ForyFactory.Role.HASHER, policy, codecs));
    }

    byte[] write(Envelope envelope) {
        try {
            return writers.with(fory -> fory.serialize(envelope));
        } catch (RuntimeException failure) {
            if (DeepStack.wasNeeded(failure)) {
                return writeDeep(envelope);
            }
            throw CodecFailure.ofWriting(envelope.value(), failure);
        }
    }

    /** The sum of the hashes of the values, each written by itself. */
    long sum(List<?> values, RecordCodec.Hash hash) {
        try {
            return hashers.with(fory -> sum(fory, values, hash));
        } catch (RuntimeException failure) {
            if (!DeepStack.wasNeeded(failure)) {
                throw CodecFailure.ofWriting(values, failure);
            }
        }
        try {
            return DeepStack.call(DeepStack.WRITING_BYTES, () -> hashers.with(fory -> sum(fory, values, hash)));
        } catch (RuntimeException failure) {
            throw CodecFailure.ofWriting(values, failure);
        }
    }

    private static long sum(Fory fory, List<?> values, RecordCodec.Hash hash) {
        MemoryBuffer bytes = MemoryUtils.buffer(HASHED_BYTES);
        long sum = 0;
        for (Object value : values) {
            bytes.writerIndex(0);
            fory.serialize(bytes, value);
            sum += hash.of(bytes.getHeapMemory(), bytes.writerIndex());
        }
        return sum;
    }

    Envelope read(ByteBuffer bytes) {
        ByteBuffer all = bytes.slice();
        bytes.position(bytes.limit());
        if (readAnyDepth(all) instanceof Envelope envelope) {
            return envelope;
        }
        throw new CodecException("the " + all.remaining() + " bytes were not written by this codec");
    }

    /** Reads back what is unusual, since nothing may be stored that cannot be read. */
    private byte[] writeDeep(Envelope envelope) {
        byte[] bytes;
        try {
            bytes = DeepStack.call(DeepStack.WRITING_BYTES, () -> writers.with(fory -> fory.serialize(envelope)));
        } catch (RuntimeException failure) {
            throw CodecFailure.ofWriting(envelope.value(), failure);
        }
        try {
            readAnyDepth(ByteBuffer.wrap(bytes));
        } catch (CodecException unreadable) {
            throw CodecFailure.tooDeep(envelope.value(), unreadable);
        }
        return bytes;
    }

    private @Nullable Object readAnyDepth(ByteBuffer bytes) {
        try {
            return readers.with(fory -> readAll(fory, bytes));
        } catch (RuntimeException failure) {
            if (!DeepStack.wasNeeded(failure)) {
                throw CodecFailure.ofReading(bytes.remaining(), failure);
            }
        }
        try {
            return DeepStack.call(DeepStack.READING_BYTES, () -> readers.with(fory -> readAll(fory, bytes)));
        } catch (RuntimeException failure) {
            throw CodecFailure.ofReading(bytes.remaining(), failure);
        }
    }

    private static @Nullable Object readAll(Fory fory, ByteBuffer bytes) {
        MemoryBuffer memory = MemoryUtils.wrap(bytes);
        Object read = fory.deserialize(memory);
        if (memory.remaining() > 0) {
            throw new CodecException(memory.remaining() + " bytes follow the value; the length was damaged,"
                    + " or two values were put together");
        }
        return read;
    }
}
