package dev.sluice.window;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each value occurs. Values that were added one by one wait in a list until there are as many of them as
 * counted values, so that adding costs constant time on average though nothing is changed in place.
 */
record Tally<T>(Map<T, Long> counts, GrowingList<T> waiting) implements Serializable {
    private static final int WAITING_MIN = 16;

    static <T> Tally<T> empty() {
        return new Tally<>(Map.of(), GrowingList.empty());
    }

    Tally<T> plus(T value) {
        Tally<T> added = new Tally<>(counts, waiting.plus(value));
        return added.waiting.size() > Math.max(WAITING_MIN, counts.size()) ? of(added.counted()) : added;
    }

    Tally<T> plus(Tally<T> other) {
        Map<T, Long> sum = counted();
        other.counted().forEach((value, times) -> sum.merge(value, times, Long::sum));
        return of(sum);
    }

    Tally<T> minus(Tally<T> other) {
        Map<T, Long> rest = counted();
        other.counted().forEach((value, times) -> rest.merge(value, -times, Tally::sumOrGone));
        return of(rest);
    }

    long distinct() {
        return counted().size();
    }

    private static <T> Tally<T> of(Map<T, Long> counts) {
        return new Tally<>(counts, GrowingList.empty());
    }

    /** Null takes the value out of the map. */
    private static @Nullable Long sumOrGone(Long left, Long right) {
        long sum = left + right;
        return sum == 0 ? null : sum;
    }

    /** A map of its own with everything counted. */
    private Map<T, Long> counted() {
        Map<T, Long> all = new HashMap<>(counts);
        for (int i = 0; i < waiting.size(); i++) {
            all.merge(waiting.get(i), 1L, Long::sum);
        }
        return all;
    }
}
