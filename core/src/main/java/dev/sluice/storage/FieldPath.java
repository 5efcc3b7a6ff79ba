package dev.sluice.storage;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a value an object is, for people: {@code Order.lines[3].article}. Of one search. */
final class FieldPath {
    private static final int OBJECTS_MAX = 100_000;
    private static final int DEPTH_MAX = 100;

    private final Object sought;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FieldPath(Object sought) {
        this.sought = sought;
    }

    /** The path; null if the object is the value itself, or is where reflection may not look. */
    static @Nullable String to(Object object, Object value) {
        boolean many = value instanceof Collection || value instanceof Map || value instanceof Object[];
        String root = many ? "values" : value.getClass().getSimpleName();
        return value == object ? null : new FieldPath(object).in(value, root, 0);
    }

    private @Nullable String in(@Nullable Object value, String path, int depth) {
        if (value == sought) {
            return path;
        }
        if (value == null || depth == DEPTH_MAX || seen.size() == OBJECTS_MAX || !seen.add(value)) {
            return null;
        }
        if (value instanceof Optional<?> optional) {
            return in(optional.orElse(null), path, depth + 1);
        }
        if (value instanceof Collection<?> elements) {
            return inElements(elements, path, depth);
        }
        if (value instanceof Map<?, ?> map) {
            String inKeys = inElements(map.keySet(), path + ".keys", depth);
            return inKeys == null ? inElements(map.values(), path + ".values", depth) : inKeys;
        }
        return value instanceof Object[] array ? inArray(array, path, depth) : inFields(value, path, depth);
    }

    private @Nullable String inArray(Object array, String path, int depth) {
        String found = null;
        for (int i = 0; found == null && i < Array.getLength(array); i++) {
            found = in(Array.get(array, i), path + "[" + i + "]", depth + 1);
        }
        return found;
    }

    private @Nullable String inElements(Collection<?> elements, String path, int depth) {
        return inArray(elements.toArray(), path, depth);
    }

    private @Nullable String inFields(Object value, String path, int depth) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                String found = inField(field, value, path, depth);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable String inField(Field field, Object value, String path, int depth) {
        if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers()) || !field.trySetAccessible()) {
            return null;
        }
        try {
            return in(field.get(value), path + "." + field.getName(), depth + 1);
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
