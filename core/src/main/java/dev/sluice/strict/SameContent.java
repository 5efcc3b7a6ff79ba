package dev.sluice.strict;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was written with what came back. Goes into arrays, records and collections, since a record that holds an
 * array is never equal to its copy; asks {@code equals} for the rest.
 */
final class SameContent {
    private SameContent() {}

    /** What differs first, and where; empty when nothing does. */
    static Optional<String> difference(@Nullable Object written, @Nullable Object read) {
        return difference("the " + kind(written), written, read);
    }

    private static Optional<String> difference(String place, @Nullable Object written, @Nullable Object read) {
        if (written == read || (written != null && written.equals(read) && sameClass(written, read))) {
            return Optional.empty();
        } else if (written == null || read == null) {
            return Optional.of(place + " is " + (read == null ? "null" : "no longer null"));
        } else if (!sameClass(written, read)) {
            return Optional.of(place + " comes back as a " + read.getClass().getTypeName());
        } else if (written.getClass().isArray()) {
            return inArray(place, written, read);
        } else if (written instanceof Optional<?> optional) {
            return difference(place, optional.orElse(null), ((Optional<?>) read).orElse(null));
        } else if (written instanceof Map<?, ?> map) {
            return inMap(place, map, (Map<?, ?>) read);
        } else if (written instanceof Collection<?> collection && !(written instanceof Set<?>)) {
            return inOrder(place, collection, (Collection<?>) read);
        } else if (written instanceof Record) {
            return inRecord(place, written, read);
        }
        return definesEquals(written) ? Optional.of(place + " is not equal") : Optional.empty();
    }

    /** A list of the JDK may come back as another list of the JDK: a sublist does. */
    private static boolean sameClass(Object written, @Nullable Object read) {
        if (read == null) {
            return false;
        }
        return written.getClass() == read.getClass()
                || (isOfJdk(written)
                        && isOfJdk(read)
                        && (isBoth(Collection.class, written, read) || isBoth(Map.class, written, read)));
    }

    private static boolean isOfJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }

    private static boolean isBoth(Class<?> type, Object written, Object read) {
        return type.isInstance(written) && type.isInstance(read);
    }

    private static Optional<String> inArray(String place, Object written, Object read) {
        int length = Array.getLength(written);
        if (length != Array.getLength(read)) {
            return Optional.of(place + " has another length");
        }
        Optional<String> difference = Optional.empty();
        for (int i = 0; i < length && difference.isEmpty(); i++) {
            difference = difference(place + "[" + i + "]", Array.get(written, i), Array.get(read, i));
        }
        return difference;
    }

    private static Optional<String> inOrder(String place, Collection<?> written, Collection<?> read) {
        return inArray(place, written.toArray(), read.toArray());
    }

    private static Optional<String> inMap(String place, Map<?, ?> written, Map<?, ?> read) {
        if (!written.keySet().equals(read.keySet())) {
            return Optional.of(place + " has other keys");
        }
        Iterator<? extends Map.Entry<?, ?>> entries = written.entrySet().iterator();
        Optional<String> difference = Optional.empty();
        while (entries.hasNext() && difference.isEmpty()) {
            Map.Entry<?, ?> entry = entries.next();
            difference = difference("a value of " + place, entry.getValue(), read.get(entry.getKey()));
        }
        return difference;
    }

    private static Optional<String> inRecord(String place, Object written, Object read) {
        Optional<String> difference = Optional.empty();
        RecordComponent[] components = written.getClass().getRecordComponents();
        for (int i = 0; i < components.length && difference.isEmpty(); i++) {
            Method accessor = components[i].getAccessor();
            String component = "component `" + components[i].getName() + "` of " + place;
            difference = accessor.trySetAccessible()
                    ? difference(component, get(accessor, written), get(accessor, read))
                    : Optional.empty();
        }
        return difference;
    }

    private static @Nullable Object get(Method accessor, Object record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static boolean definesEquals(Object object) {
        try {
            return object.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static String kind(@Nullable Object record) {
        return record == null ? "null" : record.getClass().getTypeName();
    }
}
