package dev.sluice.engine.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.PlanNode;
import dev.sluice.storage.RecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * Some records in order: objects where they were made, and bytes of the program's codec where they travel or are to be
 * kept small. Immutable.
 */
final class Records implements Serializable {
    private static final long serialVersionUID = 1L;

    /** So many records lie in one piece at most. */
    static final int PIECE_MAX = 4_096;

    private final String engine;
    private transient @Nullable List<Object> objects;
    private transient byte @Nullable [] bytes;
    private transient boolean own;

    private Records(String engine, @Nullable List<Object> objects, byte @Nullable [] bytes, boolean own) {
        this.engine = engine;
        this.objects = objects;
        this.bytes = bytes;
        this.own = own;
    }

    /** The records themselves; the list is handed over. */
    static Records held(String engine, List<Object> records) {
        return new Records(engine, records, null, hasOwn(records));
    }

    /** The records as bytes. */
    static Records packed(String engine, List<Object> records) {
        boolean own = hasOwn(records);
        return new Records(engine, null, encoded(engine, records, own), own);
    }

    /** The records; where they are bytes, made anew at each call. */
    @SuppressWarnings("unchecked") // what was written is read
    List<Object> list() {
        List<Object> held = objects;
        if (held != null) {
            return held;
        }
        RecordCodec codec = Types.codec(engine);
        byte[] written = written();
        return own ? (List<Object>) java.util.Objects.requireNonNull(Wire.read(written, codec))
                : codec.decodeAll(ByteBuffer.wrap(written));
    }

    private byte[] written() {
        byte[] written = bytes;
        List<Object> held = objects;
        return written != null || held == null ? java.util.Objects.requireNonNull(written) : encoded(engine, held, own);
    }

    private static byte[] encoded(String engine, List<Object> records, boolean own) {
        RecordCodec codec = Types.codec(engine);
        return own ? Wire.write(new ArrayList<>(records), codec) : codec.encodeAll(records);
    }

    /** What plans exchange for themselves may hold functions, which no codec of records takes. */
    private static boolean hasOwn(List<Object> records) {
        return !records.isEmpty() && isOwn(records.get(0));
    }

    static boolean isOwn(@Nullable Object record) {
        return record instanceof KeyValue<?, ?> pair
                && pair.value() != null
                && pair.value().getClass().getPackage() == PlanNode.class.getPackage();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeBoolean(own);
        out.writeObject(written());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        own = in.readBoolean();
        bytes = (byte[]) in.readObject();
    }
}
