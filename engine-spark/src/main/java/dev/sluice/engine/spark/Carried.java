package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A value that is itself in the JVM it was made in, and becomes bytes only where it leaves that. Thread-safe. */
@DefaultSerializer(JavaSerializer.class)
final class Carried<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String engine;
    private transient @Nullable T value;
    private transient byte @Nullable [] bytes;

    private Carried(String engine, @Nullable T value, byte @Nullable [] bytes) {
        this.engine = engine;
        this.value = value;
        this.bytes = bytes;
    }

    static <T> Carried<T> of(String engine, T value) {
        return new Carried<>(engine, value, null);
    }

    /** A value that is bytes from now on. */
    static <T> Carried<T> packed(String engine, @Nullable T value) {
        return new Carried<>(engine, null, Wire.write(value, Types.codec(engine)));
    }

    /** The value; made from bytes once. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what was written is read; null only where T allows it
    synchronized T get() {
        byte[] written = bytes;
        if (written != null) {
            value = (T) Wire.read(written, Types.codec(engine));
            bytes = null;
        }
        return value;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        byte[] written = bytes;
        out.writeObject(written == null ? Wire.write(value, Types.codec(engine)) : written);
    }

    private synchronized void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        bytes = (byte[]) in.readObject();
    }
}
