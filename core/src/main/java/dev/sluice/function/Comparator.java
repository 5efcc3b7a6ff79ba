package dev.sluice.function;

import java.io.Serializable;

/**
 * Says which of two values comes first, as {@link java.util.Comparator} does; one of those is taken as
 * {@code comparator::compare}. May throw; the failure then names the operator and the program line that gave the function.
 */
@FunctionalInterface
public interface Comparator<T> extends Serializable {
    /** Negative if the left value comes first, positive if the right one does, 0 if neither. */
    int compare(T left, T right) throws Exception;

    /** The order that the values have by themselves. */
    static <T extends Comparable<? super T>> Comparator<T> naturalOrder() {
        return new NaturalOrder<>();
    }

    /** The order of something that each value has, for example {@code comparing(Trade::price)}. */
    static <T, C extends Comparable<? super C>> Comparator<T> comparing(Function<? super T, ? extends C> key) {
        return (left, right) -> key.apply(left).compareTo(key.apply(right));
    }

    /** The opposite order. */
    default Comparator<T> reversed() {
        return (left, right) -> compare(right, left);
    }
}
