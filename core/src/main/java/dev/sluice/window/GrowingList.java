package dev.sluice.window;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An immutable list that is cheap to make longer: the longer list shares the array of the shorter one, which never looks
 * behind its own end. The first to grow into a free element takes it; anyone else who grows from the same list copies.
 * A free element is null, so that a null can only be taken along into a new array.
 *
 * @param items the elements, then free room or the elements of longer lists
 * @param size how many elements are of this list
 */
record GrowingList<T>(Object[] items, int size) implements Serializable {
    private static final int ROOM_MIN = 4;

    static <T> GrowingList<T> empty() {
        return new GrowingList<>(new Object[0], 0);
    }

    GrowingList<T> plus(T value) {
        boolean free = size < items.length && items[size] == null && value != null;
        Object[] room = free ? items : copyWithRoomFor(size + 1);
        room[size] = value;
        return new GrowingList<>(room, size + 1);
    }

    GrowingList<T> plusAll(GrowingList<T> other) {
        if (other.size == 0) {
            return this;
        }
        Object[] room = copyWithRoomFor(size + other.size);
        System.arraycopy(other.items, 0, room, size, other.size);
        return new GrowingList<>(room, size + other.size);
    }

    /** Without the first elements. */
    GrowingList<T> without(int first) {
        Object[] rest = Arrays.copyOfRange(items, first, size);
        return new GrowingList<>(rest, rest.length);
    }

    @SuppressWarnings("unchecked") // only elements of this type were put in
    T get(int place) {
        return (T) items[place];
    }

    @SuppressWarnings("unchecked") // only elements of this type were put in
    List<T> toList() {
        return Collections.unmodifiableList((List<T>) Arrays.asList(Arrays.copyOf(items, size)));
    }

    private Object[] copyWithRoomFor(int needed) {
        Object[] room = new Object[Math.max(ROOM_MIN, Math.max(needed, 2 * size))];
        System.arraycopy(items, 0, room, 0, size);
        return room;
    }
}
