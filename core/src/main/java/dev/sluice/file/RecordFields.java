package dev.sluice.file;

import dev.sluice.error.CodecException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of records by name, in the order of their declaration. */
final class RecordFields {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return accessors(type);
        }
    };

    private RecordFields() {}

    static Map<String, @Nullable Object> of(Record record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ACCESSORS.get(record.getClass()).forEach((name, accessor) -> fields.put(name, value(record, accessor)));
        return fields;
    }

    private static Map<String, Method> accessors(Class<?> type) {
        Map<String, Method> accessors = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (!accessor.trySetAccessible()) {
                throw new CodecException("the record " + type.getName()
                        + " cannot be read; open its package to Sluice in module-info, or map it to a map");
            }
            accessors.put(component.getName(), accessor);
        }
        return accessors;
    }

    private static @Nullable Object value(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw failure(record, accessor, e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException e) {
            throw failure(record, accessor, e);
        }
    }

    private static CodecException failure(Record record, Method accessor, Throwable cause) {
        return new CodecException(
                "the component " + accessor.getName() + " of a "
                        + record.getClass().getName() + " cannot be read: " + cause + "; its accessor must not throw",
                cause);
    }
}
