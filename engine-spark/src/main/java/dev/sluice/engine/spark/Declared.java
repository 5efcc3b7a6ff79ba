package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.sluice.storage.TypeRegistry;
import java.io.Serializable;

/** What a program declared, on its way to executors; by Java's serialization also where the program has Spark use Kryo. */
@DefaultSerializer(JavaSerializer.class)
record Declared(TypeRegistry types) implements Serializable {}
