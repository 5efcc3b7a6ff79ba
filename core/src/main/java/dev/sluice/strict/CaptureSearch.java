package dev.sluice.strict;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks what a function captures as serialization would, nearest objects first, until one is not serializable. Fields
 * that are closed to it, those of the JDK, are passed over; collections are entered by their elements.
 */
final class CaptureSearch {
    private static final int OBJECTS_MAX = 100_000;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Captured> waiting = new ArrayDeque<>();

    private CaptureSearch() {}

    static Optional<Captured> firstNotSerializable(Object function) {
        CaptureSearch search = new CaptureSearch();
        search.start(function);
        return search.run();
    }

    private void start(Object function) {
        LambdaParts lambda = LambdaParts.of(function);
        if (lambda != null) {
            lambda.captures().forEach(this::add);
        } else {
            add(Captured.root(function, "itself", "function"));
        }
    }

    private Optional<Captured> run() {
        while (!waiting.isEmpty() && seen.size() < OBJECTS_MAX) {
            Captured next = waiting.remove();
            if (!(next.object() instanceof Serializable)) {
                return Optional.of(next);
            }
            enter(next);
        }
        return Optional.empty();
    }

    private void add(Captured captured) {
        if (seen.add(captured.object())) {
            waiting.add(captured);
        }
    }

    private void enter(Captured captured) {
        Object object = captured.object();
        LambdaParts lambda = LambdaParts.of(object);
        if (lambda != null) {
            lambda.captures().forEach(this::add);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                addElement(captured, key, "key");
                addElement(captured, value, "…");
            });
        } else if (object instanceof Collection<?> collection) {
            int index = 0;
            for (Object element : collection) {
                addElement(captured, element, Integer.toString(index++));
            }
        } else if (object instanceof Object[] array) {
            for (int index = 0; index < Array.getLength(array); index++) {
                addElement(captured, array[index], Integer.toString(index));
            }
        } else {
            enterFields(captured);
        }
    }

    private void addElement(Captured holder, @Nullable Object element, String index) {
        if (element != null) {
            add(holder.element(element, index));
        }
    }

    private void enterFields(Captured captured) {
        for (Class<?> type = captured.type(); type != null; type = type.getSuperclass()) {
            if (Serializable.class.isAssignableFrom(type)) {
                for (Field field : type.getDeclaredFields()) {
                    Object value = value(field, captured.object());
                    if (value != null) {
                        add(named(captured, type, field.getName(), value));
                    }
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object owner) {
        boolean written = !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.getType().isPrimitive();
        try {
            return written && field.trySetAccessible() ? field.get(owner) : null;
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }

    /** The compiler keeps what an inner class captures in fields with names of its own. */
    private static Captured named(Captured holder, Class<?> owner, String field, Object value) {
        if (field.startsWith("this$")) {
            return Captured.root(value, "`this`", "this");
        } else if (field.startsWith("val$")) {
            String variable = field.substring("val$".length());
            return Captured.root(value, "local variable `" + variable + "`", variable);
        }
        return holder.field(owner.getSimpleName(), field, value);
    }
}
