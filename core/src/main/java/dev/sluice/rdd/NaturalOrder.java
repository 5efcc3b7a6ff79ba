package dev.sluice.rdd;

import dev.sluice.function.Comparator;
import org.jspecify.annotations.Nullable;

/** The order that values have by themselves; explains itself where they have none. */
enum NaturalOrder implements Comparator<Object> {
    ASCENDING;

    /** This order for values of a type that only the program knows to be comparable. */
    @SuppressWarnings("unchecked")
    static <T> Comparator<T> of() {
        return (Comparator<T>) (Comparator<?>) ASCENDING;
    }

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        return comparable(left).compareTo(comparable(right));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(@Nullable Object value) {
        if (value instanceof Comparable<?> comparable) {
            return (Comparable<Object>) comparable;
        }
        throw new IllegalArgumentException(
                value == null
                        ? "null has no order; filter it out, or give a comparator"
                        : value.getClass().getName() + " does not implement Comparable; give a comparator");
    }
}
