package dev.sluice.testkit;

import java.util.AbstractList;

/** Stands in a table for a batch in which a stream gives nothing, not even an empty batch. */
final class Nothing<T> extends AbstractList<T> {
    private static final Nothing<?> INSTANCE = new Nothing<>();

    private Nothing() {}

    @SuppressWarnings("unchecked") // it holds no element of any type
    static <T> Nothing<T> list() {
        return (Nothing<T>) INSTANCE;
    }

    @Override
    public T get(int index) {
        throw new IndexOutOfBoundsException("nothing has no element " + index);
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public String toString() {
        return "nothing";
    }
}
