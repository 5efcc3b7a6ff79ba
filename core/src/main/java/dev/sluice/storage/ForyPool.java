package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.apache.fory.resolver.SharedRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Lends each call a serializer of its own, since those are for one thread at a time; there are as many as calls ran at
 * once. One that met an error in the middle of its work is thrown away.
 */
final class ForyPool {
    private final ConcurrentLinkedDeque<Fory> idle = new ConcurrentLinkedDeque<>();
    private final SharedRegistry shared = new SharedRegistry();
    private final TypePolicy policy;
    private final Map<Class<?>, Codec<?>> codecs;

    ForyPool(TypePolicy policy, Map<Class<?>, Codec<?>> codecs) {
        this.policy = policy;
        this.codecs = codecs;
    }

    byte[] write(Envelope envelope) {
        try {
            return with(fory -> fory.serialize(envelope));
        } catch (RuntimeException failure) {
            if (DeepStack.wasNeeded(failure)) {
                return writeDeep(envelope);
            }
            throw CodecFailure.ofWriting(envelope.value(), failure);
        }
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
            bytes = DeepStack.call(DeepStack.WRITING_BYTES, () -> with(fory -> fory.serialize(envelope)));
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
            return with(fory -> readAll(fory, bytes));
        } catch (RuntimeException failure) {
            if (!DeepStack.wasNeeded(failure)) {
                throw CodecFailure.ofReading(bytes.remaining(), failure);
            }
        }
        try {
            return DeepStack.call(DeepStack.READING_BYTES, () -> with(fory -> readAll(fory, bytes)));
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

    private <T> T with(Function<Fory, T> work) {
        Fory idleOne = idle.pollFirst();
        Fory fory = idleOne == null ? ForyFactory.create(shared, policy, codecs) : idleOne;
        T result;
        try {
            result = work.apply(fory);
        } catch (RuntimeException failure) {
            if (!CodecFailure.leftHalfDone(failure)) {
                idle.addFirst(fory);
            }
            throw failure;
        }
        idle.addFirst(fory);
        return result;
    }
}
