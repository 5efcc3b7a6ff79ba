package dev.sluice.file;

import dev.sluice.error.CodecException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A value as JSON (RFC 8259) on one line: the same value always the same text, whatever the order of its hash. */
final class JsonText {
    /** Further down a value probably contains itself. */
    static final int DEPTH_MAX = 100;

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private JsonText() {}

    static String of(@Nullable Object value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else if (isText(value)) {
            JsonString.append(out, value instanceof Enum<?> constant ? constant.name() : value.toString());
        } else {
            nested(value);
        }
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof UUID;
    }

    private void nested(Object value) {
        if (++depth > DEPTH_MAX) {
            throw new CodecException("a value is nested more than " + DEPTH_MAX
                    + " levels deep, or contains itself; map it to a flat record before it is written as JSON");
        }
        if (value instanceof Map<?, ?> map) {
            object(members(map));
        } else if (value instanceof Record record) {
            object(RecordFields.of(record));
        } else if (value instanceof Set<?> set && !isOrdered(set)) {
            unordered(set);
        } else if (value instanceof Iterable<?> elements) {
            array(elements.iterator());
        } else if (value.getClass().isArray()) {
            array(IntStream.range(0, Array.getLength(value))
                    .mapToObj(at -> Array.get(value, at))
                    .iterator());
        } else {
            throw unknown(value);
        }
        depth--;
    }

    private void object(Map<String, ?> members) {
        String before = "{";
        for (Map.Entry<String, ?> member : members.entrySet()) {
            out.append(before);
            JsonString.append(out, member.getKey());
            out.append(':');
            write(member.getValue());
            before = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private void array(Iterator<?> elements) {
        out.append('[');
        while (elements.hasNext()) {
            write(elements.next());
            out.append(elements.hasNext() ? "," : "");
        }
        out.append(']');
    }

    /** In the order of their texts. */
    private void unordered(Set<?> set) {
        List<String> texts = new ArrayList<>();
        for (Object element : set) {
            int start = out.length();
            write(element);
            texts.add(out.substring(start));
            out.setLength(start);
        }
        texts.sort(null);
        out.append('[').append(String.join(",", texts)).append(']');
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) {
        boolean ordered = map instanceof LinkedHashMap || map instanceof SortedMap;
        Map<String, @Nullable Object> members = ordered ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new CodecException("the keys of a map must be strings to be names in JSON, but one was "
                        + (key == null ? "null" : "a " + key.getClass().getName())
                        + "; map the keys to strings, or write a list of key-value pairs");
            }
            members.put(name, value);
        });
        return members;
    }

    private static boolean isOrdered(Set<?> set) {
        return set instanceof LinkedHashSet || set instanceof SortedSet;
    }

    private static String number(Number number) {
        boolean fraction = number instanceof Double || number instanceof Float;
        if (fraction && !Double.isFinite(number.doubleValue())) {
            throw new CodecException("JSON has no number " + number
                    + "; filter such records, or map the field to an Optional that is empty instead");
        }
        if (fraction
                || number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof BigDecimal) {
            return number.toString();
        }
        throw unknown(number);
    }

    private static CodecException unknown(Object value) {
        return new CodecException(
                "a " + value.getClass().getName() + " has no form in JSON; map it to a record, a map with"
                        + " string keys, a list, a string, a number, a boolean, a time or a UUID before it is written");
    }
}
