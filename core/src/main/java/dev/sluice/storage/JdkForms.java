package dev.sluice.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.collection.CollectionSerializer;
import org.apache.fory.serializer.collection.MapSerializer;

/**
 * Makes what {@code List.of}, {@code Map.entry}, {@code Stream.toList} and their like return come back as itself: by
 * the public methods of the JDK, whose own classes are closed to others.
 */
final class JdkForms {
    private JdkForms() {}

    static void register(Fory fory) {
        TypeResolver types = fory.getTypeResolver();
        JdkTypes.IMMUTABLE_LISTS.forEach(type -> fory.registerSerializer(type, new ListForm(types, type)));
        JdkTypes.IMMUTABLE_SETS.forEach(type -> fory.registerSerializer(type, new SetForm(types, type)));
        JdkTypes.IMMUTABLE_MAPS.forEach(type -> fory.registerSerializer(type, new MapForm(types, type)));
        fory.registerSerializer(JdkTypes.ENTRY, new EntryForm(fory.getConfig(), JdkTypes.ENTRY));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private abstract static class ElementsForm extends CollectionSerializer<Collection> {
        ElementsForm(TypeResolver types, Class<?> type) {
            super(types, (Class<Collection>) type);
        }

        @Override
        public Collection newCollection(ReadContext in, boolean elementsAdvance) {
            int size = readCollectionSize(in, in.getBuffer(), elementsAdvance);
            setNumElements(size);
            return new ArrayList<>(size);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class ListForm extends ElementsForm {
        ListForm(TypeResolver types, Class<?> type) {
            super(types, type);
        }

        /** {@code Stream.toList} is of the same class as {@code List.of}, but may hold nulls. */
        @Override
        public Collection onCollectionRead(Collection read) {
            return read.contains(null) ? read.stream().toList() : List.of(read.toArray());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class SetForm extends ElementsForm {
        SetForm(TypeResolver types, Class<?> type) {
            super(types, type);
        }

        @Override
        public Collection onCollectionRead(Collection read) {
            return Set.of(read.toArray());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class MapForm extends MapSerializer<Map> {
        MapForm(TypeResolver types, Class<?> type) {
            super(types, (Class<Map>) type);
        }

        @Override
        public Map newMap(ReadContext in, boolean entriesAdvance) {
            setNumElements(readMapSize(in, in.getBuffer(), entriesAdvance));
            return new HashMap<>();
        }

        @Override
        public Map onMapRead(Map read) {
            return Map.copyOf(read);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class EntryForm extends Serializer<Map.Entry> {
        EntryForm(Config config, Class<?> type) {
            super(config, (Class<Map.Entry>) type);
        }

        @Override
        public void write(WriteContext out, Map.Entry entry) {
            out.writeRef(entry.getKey());
            out.writeRef(entry.getValue());
        }

        @Override
        public Map.Entry read(ReadContext in) {
            return Map.entry(in.readRef(), in.readRef());
        }
    }
}
