package dev.sluice.storage;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.ReplaceResolveSerializer;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.apache.fory.serializer.collection.CollectionSerializer;
import org.apache.fory.serializer.collection.CollectionSerializers.JDKCompatibleCollectionSerializer;
import org.apache.fory.serializer.collection.MapSerializer;
import org.apache.fory.serializer.collection.MapSerializers.JDKCompatibleMapSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what Fory does with classes that have a {@code writeReplace} or {@code readResolve}, which other classes
 * need not. What it writes of them has positions, not names, so that no field may be added; and once it has met an object
 * of a final one, it writes fields of that class so that they cannot be read. Of one Fory.
 *
 * <p>Classes with a codec of their own are not asked about here, and those of the JDK that Fory has a number for do work.
 */
final class ReplacingTypes implements SerializerFactory {
    private boolean asking;

    @Override
    public @Nullable Serializer<?> createSerializer(TypeResolver types, Class<?> type) {
        boolean isAbstract = Modifier.isAbstract(type.getModifiers());
        if (asking || isAbstract || types.isRegistered(type) || !ClassResolver.useReplaceResolveSerializer(type)) {
            return null;
        }
        Class<?> usual = usual(types, type);
        if (usual == JDKCompatibleCollectionSerializer.class) {
            return new RefusalOfCollection(types, type);
        }
        if (usual == JDKCompatibleMapSerializer.class) {
            return new RefusalOfMap(types, type);
        }
        return usual == ReplaceResolveSerializer.class ? new Refusal(types.getConfig(), type) : null;
    }

    /** What Fory would take, which it asks this for first. */
    private Class<?> usual(TypeResolver types, Class<?> type) {
        asking = true;
        try {
            return types.getSerializerClass(type, false);
        } finally {
            asking = false;
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class RefusalOfCollection extends CollectionSerializer<Collection> {
        @SuppressWarnings("unchecked")
        RefusalOfCollection(TypeResolver types, Class<?> type) {
            super(types, (Class<Collection>) type);
        }

        @Override
        public void write(WriteContext out, Collection value) {
            throw new RefusedObject(type, value);
        }

        @Override
        public Collection read(ReadContext in) {
            throw new RefusedObject(type, null);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class RefusalOfMap extends MapSerializer<Map> {
        @SuppressWarnings("unchecked")
        RefusalOfMap(TypeResolver types, Class<?> type) {
            super(types, (Class<Map>) type);
        }

        @Override
        public void write(WriteContext out, Map value) {
            throw new RefusedObject(type, value);
        }

        @Override
        public Map read(ReadContext in) {
            throw new RefusedObject(type, null);
        }
    }

    private static final class Refusal extends Serializer<Object> {
        @SuppressWarnings("unchecked")
        Refusal(Config config, Class<?> type) {
            super(config, (Class<Object>) type);
        }

        @Override
        public void write(WriteContext out, Object value) {
            throw new RefusedObject(type, value);
        }

        @Override
        public Object read(ReadContext in) {
            throw new RefusedObject(type, null);
        }
    }
}
