package dev.sluice.engine.spark;

import dev.sluice.error.CodecException;
import dev.sluice.storage.RecordCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any value as bytes, functions too: by Java's serialization, in which each object that is not {@link Serializable} is
 * replaced by what the program's codec makes of it, and a list that is a view by a list of the same elements.
 */
final class Wire {
    private Wire() {}

    static byte[] write(@Nullable Object value, RecordCodec codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Out out = new Out(bytes, codec)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new CodecException("a value cannot be sent to another process: " + e, e);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // these bytes come from the program's own tasks
    static @Nullable Object read(byte[] bytes, RecordCodec codec) {
        try (In in = new In(new ByteArrayInputStream(bytes), codec)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new CodecException("a value from another process cannot be read: " + e, e);
        }
    }

    /** What stands for an object that Java does not serialize. */
    private record Encoded(byte[] bytes) implements Serializable {}

    private static final class Out extends ObjectOutputStream {
        private final RecordCodec codec;

        Out(OutputStream out, RecordCodec codec) throws IOException {
            super(out);
            this.codec = codec;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof Serializable) {
                return object;
            }
            return object instanceof List<?> view ? new ArrayList<>(view) : new Encoded(codec.encode(object));
        }
    }

    /** Finds classes as the thread's context class loader does, which on executors knows the program's. */
    static class ByContext extends ObjectInputStream {
        ByContext(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }

    private static final class In extends ByContext {
        private final RecordCodec codec;

        In(InputStream in, RecordCodec codec) throws IOException {
            super(in);
            this.codec = codec;
            enableResolveObject(true);
        }

        @Override
        @SuppressWarnings("NullAway") // only objects are replaced, never null
        protected Object resolveObject(Object object) {
            return object instanceof Encoded encoded ? codec.decode(ByteBuffer.wrap(encoded.bytes)) : object;
        }
    }
}
