package dev.sluice.snapshot;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes values take, without writing them. What is closed to reflection counts as little; what is reached
 * twice counts twice. Looks at no more than it must to see that a bound is passed. Of one thread.
 */
final class Weight {
    private static final int SMALL_BYTES = 8;
    private static final int DEPTH_MAX = 32;

    private static final ClassValue<List<Field>> REFERENCES = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return references(type);
        }
    };

    private final long max;
    private long bytes;

    /** Nothing yet, where no more than so many bytes matter. */
    Weight(long max) {
        this.max = max;
    }

    /** Whether all that was added takes more than the bound. */
    boolean isPassed() {
        return bytes > max;
    }

    void add(@Nullable Object value) {
        add(value, 0);
    }

    private void add(@Nullable Object value, int depth) {
        bytes += SMALL_BYTES;
        if (value == null || value instanceof Long || value instanceof Integer || isPassed() || depth > DEPTH_MAX) {
            return;
        }
        if (value instanceof String text) {
            bytes += text.length();
        } else if (value instanceof BigInteger number) {
            bytes += number.bitLength() / Byte.SIZE;
        } else if (value instanceof Collection<?> elements) {
            addAll(elements, depth);
        } else if (value instanceof Map<?, ?> map) {
            addAll(map.keySet(), depth);
            addAll(map.values(), depth);
        } else if (value instanceof Optional<?> optional) {
            add(optional.orElse(null), depth + 1);
        } else if (value.getClass().isArray()) {
            addArray(value, depth);
        } else if (!(value instanceof Enum)) {
            addFields(value, depth);
        }
    }

    private void addAll(Collection<?> elements, int depth) {
        for (Object element : elements) {
            if (isPassed()) {
                return;
            }
            add(element, depth + 1);
        }
    }

    private void addArray(Object array, int depth) {
        if (array instanceof Object[] elements) {
            addAll(Arrays.asList(elements), depth);
        } else {
            int each = array instanceof byte[] || array instanceof boolean[] ? 1 : SMALL_BYTES;
            bytes += (long) each * Array.getLength(array);
        }
    }

    private void addFields(Object value, int depth) {
        for (Field field : REFERENCES.get(value.getClass())) {
            try {
                add(field.get(value), depth + 1);
            } catch (IllegalAccessException closed) {
                throw new AssertionError("a field that was made accessible", closed);
            }
        }
    }

    private static List<Field> references(Class<?> type) {
        List<Field> references = new ArrayList<>();
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                boolean counts = !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers());
                if (counts && field.trySetAccessible()) {
                    references.add(field);
                }
            }
        }
        return references;
    }
}
