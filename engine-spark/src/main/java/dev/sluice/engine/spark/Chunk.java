package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * What one source partition sends to one target, or a piece of it.
 *
 * @param source the number of the source partition
 * @param piece counts the pieces from that source to that target
 * @param combined whether the values are combined ones, or as they came
 */
@DefaultSerializer(JavaSerializer.class)
record Chunk(int source, int piece, boolean combined, Records records) implements Serializable {}
