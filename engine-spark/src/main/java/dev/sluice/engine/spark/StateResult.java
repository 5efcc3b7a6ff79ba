package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a stateful node makes of one partition: first what it left of the state, then what it emitted, in pieces.
 *
 * @param written of the first part
 * @param emitted of every other part
 */
@DefaultSerializer(JavaSerializer.class)
record StateResult(
        @Nullable Carried<Written> written, @Nullable Records emitted) implements Serializable {}
