package dev.sluice.engine.spark;

import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.broadcast.Broadcast;

/**
 * The types of one engine's program, wherever its tasks run. A registry is dear to make, so each JVM makes one from what
 * was broadcast, and values that travel by themselves name it only.
 *
 * @param engine names the engine, in all JVMs
 */
record Types(String engine, Broadcast<byte[]> declared) implements Serializable {
    private static final Map<String, TypeRegistry> KNOWN = new ConcurrentHashMap<>();

    /** Makes the types known to values that travel, in this JVM. */
    void learn() {
        if (!KNOWN.containsKey(engine)) {
            KNOWN.putIfAbsent(engine, Declared.read(declared.value()));
        }
    }

    /** Lets go of them in this JVM. */
    void forget() {
        KNOWN.remove(engine);
    }

    /** The codec of an engine's program. */
    static RecordCodec codec(String engine) {
        TypeRegistry known = KNOWN.get(engine);
        if (known == null) {
            throw new IllegalStateException(
                    "no task of the engine " + engine + " has begun in this JVM, or it is closed");
        }
        return known.codec();
    }
}
