package dev.sluice.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value or null in each slot. Values that are all of one class {@code Long}, {@code Integer} or {@code Double} lie as
 * numbers: no objects to find in memory, and nothing for the collector to follow. What is read then is an equal object,
 * not the same one. The first value decides; one that does not fit turns the column into one of objects for good.
 *
 * <p>A number is stored with some bits turned over, so that zero, which fresh memory holds, stands for null. The one number
 * that would be zero then does not fit. Not thread-safe.
 */
public final class Column<T> implements SlotValues<T> {
    /** The bits to turn over: neither a small number nor a usual double. */
    static final long TURNED = 0x7FF5_B1C3_0D97_E64BL;

    private int capacity;
    private Kind kind = Kind.UNKNOWN;
    private long[] numbers = {};
    private T @Nullable [] objects;

    private enum Kind {
        UNKNOWN,
        LONG,
        INTEGER,
        DOUBLE,
        OBJECT
    }

    /** A column of nulls. */
    public Column(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    @Override
    public @Nullable T get(int slot) {
        T[] held = objects;
        if (held != null) {
            return held[slot];
        }
        return kind == Kind.UNKNOWN || numbers[slot] == 0 ? null : boxed(numbers[slot] ^ TURNED);
    }

    @Override
    public boolean has(int slot) {
        T[] held = objects;
        return held != null ? held[slot] != null : kind != Kind.UNKNOWN && numbers[slot] != 0;
    }

    /** Whether there is a value in a slot and equals this one. */
    boolean holds(int slot, T value) {
        T[] held = objects;
        if (held != null) {
            return same(held[slot], value);
        }
        if (kind == Kind.UNKNOWN || numbers[slot] == 0) {
            return false;
        }
        long number = numbers[slot] ^ TURNED;
        return switch (kind) {
            case LONG -> value instanceof Long other && other == number;
            case INTEGER -> value instanceof Integer other && other == number;
            case DOUBLE -> value.equals(Double.longBitsToDouble(number));
            case UNKNOWN, OBJECT -> false;
        };
    }

    @Override
    public void set(int slot, @Nullable T value) {
        T[] held = objects;
        if (held != null) {
            put(held, slot, value);
        } else if (value == null) {
            clear(slot, slot + 1);
        } else if (kind == Kind.LONG && value instanceof Long number && number != TURNED) {
            numbers[slot] = number ^ TURNED;
        } else {
            setOther(slot, value);
        }
    }

    @Override
    public void set(int slot, SlotValues<T> from, int fromSlot) {
        Column<T> other = (Column<T>) from;
        if (kind == other.kind && kind != Kind.OBJECT && kind != Kind.UNKNOWN) {
            numbers[slot] = other.numbers[fromSlot];
        } else {
            set(slot, from.get(fromSlot));
        }
    }

    @Override
    public void clear(int from, int to) {
        T[] held = objects;
        if (held != null) {
            Arrays.fill(held, from, to, null);
        } else if (kind != Kind.UNKNOWN) {
            Arrays.fill(numbers, from, to, 0);
        }
    }

    @Override
    public void resize(int newCapacity) {
        capacity = newCapacity;
        T[] held = objects;
        if (held != null) {
            objects = Arrays.copyOf(held, newCapacity);
        } else if (kind != Kind.UNKNOWN) {
            numbers = Arrays.copyOf(numbers, newCapacity);
        }
    }

    @Override
    public int approach(int slot) {
        T[] held = objects;
        if (held != null) {
            T value = held[slot];
            return value != null && value.getClass() == Column.class ? 1 : 0;
        }
        return kind == Kind.UNKNOWN ? 0 : (int) numbers[slot];
    }

    @Override
    public Column<T> another(int slots) {
        return new Column<>(slots);
    }

    private void setOther(int slot, T value) {
        Kind given = kindOf(value);
        if (kind == Kind.UNKNOWN && given != Kind.OBJECT) {
            kind = given;
            numbers = new long[capacity];
        }
        if (kind == given && given != Kind.OBJECT && number(value) != TURNED) {
            numbers[slot] = number(value) ^ TURNED;
        } else {
            put(becomeObjects(), slot, value);
        }
    }

    private T[] becomeObjects() {
        T[] all = KeySlots.array(capacity);
        for (int slot = 0; slot < numbers.length; slot++) {
            put(all, slot, get(slot));
        }
        objects = all;
        numbers = new long[0];
        kind = Kind.OBJECT;
        return all;
    }

    @SuppressWarnings("NullAway") // elements are null where there is no value
    private static <T> void put(T[] all, int slot, @Nullable T value) {
        all[slot] = value;
    }

    private static Kind kindOf(Object value) {
        if (value instanceof Long) {
            return Kind.LONG;
        }
        if (value instanceof Integer) {
            return Kind.INTEGER;
        }
        return value instanceof Double ? Kind.DOUBLE : Kind.OBJECT;
    }

    private static long number(Object value) {
        return value instanceof Double number ? Double.doubleToRawLongBits(number) : ((Number) value).longValue();
    }

    @SuppressWarnings("unchecked") // values of other classes are not stored as numbers
    private T boxed(long number) {
        if (kind == Kind.LONG) {
            return (T) Long.valueOf(number);
        }
        return (T) (kind == Kind.INTEGER ? (Object) (int) number : (Object) Double.longBitsToDouble(number));
    }

    /** Equality; that of the usual keys is named, so that it is inlined where keys of many classes have been. */
    private static boolean same(@Nullable Object left, Object right) {
        if (left == right) {
            return true;
        }
        if (left instanceof String text) {
            return text.equals(right);
        }
        return left != null && (left instanceof Long number ? number.equals(right) : left.equals(right));
    }
}
