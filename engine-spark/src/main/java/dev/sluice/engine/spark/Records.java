package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.plan.PlanNode;
import dev.sluice.storage.RecordCodec;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some records in order: objects where they were made, and bytes of the program's codec where they travel or are to be
 * kept small. Immutable.
 */
@DefaultSerializer(JavaSerializer.class)
final class Records implements Serializable {
    private static final long serialVersionUID = 1L;

    /** So many records lie in one piece at most. */
    static final int PIECE_MAX = 4_096;

    private final String engine;
    private final transient @Nullable List<Object> objects;
    private transient @Nullable Written written;

    private Records(String engine, @Nullable List<Object> objects, @Nullable Written written) {
        this.engine = engine;
        this.objects = objects;
        this.written = written;
    }

    /**
     * Records as bytes.
     *
     * @param wire whether they were written by {@link Wire}: what plans exchange for themselves may hold functions, and
     *     accumulators need not be of classes that are ever stored
     */
    private record Written(byte[] bytes, boolean wire) implements Serializable {
        static Written of(List<Object> records, RecordCodec codec) {
            return !records.isEmpty() && isOwn(records.get(0)) ? byWire(records, codec) : byCodec(records, codec);
        }

        private static Written byWire(List<Object> records, RecordCodec codec) {
            return new Written(Wire.write(new ArrayList<>(records), codec), true);
        }

        private static Written byCodec(List<Object> records, RecordCodec codec) {
            try {
                return new Written(codec.encodeAll(records), false);
            } catch (CodecException refused) {
                try {
                    return byWire(records, codec);
                } catch (CodecException again) {
                    refused.addSuppressed(again);
                    throw refused;
                }
            }
        }

        @SuppressWarnings("unchecked") // what was written is read
        List<Object> read(RecordCodec codec) {
            return wire
                    ? (List<Object>) Objects.requireNonNull(Wire.read(bytes, codec))
                    : codec.decodeAll(ByteBuffer.wrap(bytes));
        }
    }

    /** The records themselves; the list is handed over. */
    static Records held(String engine, List<Object> records) {
        return new Records(engine, records, null);
    }

    /** The records as bytes. */
    static Records packed(String engine, List<Object> records) {
        return new Records(engine, null, Written.of(records, Types.codec(engine)));
    }

    /** The records; where they are bytes, made anew at each call. */
    List<Object> list() {
        List<Object> held = objects;
        return held != null ? held : written().read(Types.codec(engine));
    }

    private Written written() {
        Written bytes = written;
        List<Object> held = objects;
        return bytes != null ? bytes : Written.of(held == null ? List.of() : held, Types.codec(engine));
    }

    /** Whether plans exchange the record for themselves. */
    static boolean isOwn(@Nullable Object record) {
        return record instanceof KeyValue<?, ?> pair
                && pair.value() != null
                && pair.value().getClass().getPackage() == PlanNode.class.getPackage();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(written());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        written = (Written) in.readObject();
    }
}
