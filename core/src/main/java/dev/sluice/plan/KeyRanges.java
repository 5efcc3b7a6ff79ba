package dev.sluice.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive ranges of keys, one for each partition of sorted data. Equal keys are in one range.
 *
 * @param bounds the last key of each range but the last, rising
 */
record KeyRanges<K>(List<K> bounds, Ordering<K> order) implements Serializable {
    private record Weighted<K>(K key, double weight) {}

    /** At most this many ranges, of about the same number of records each as far as the samples tell. */
    static <K> KeyRanges<K> of(List<KeySample<K>> samples, int ranges, Ordering<K> order) {
        List<Weighted<K>> drawn = drawn(samples);
        drawn.sort((a, b) -> order.compare(a.key, b.key));
        double share = drawn.stream().mapToDouble(Weighted::weight).sum() / ranges;
        List<K> bounds = new ArrayList<>();
        double passed = 0;
        for (Weighted<K> candidate : drawn) {
            passed += candidate.weight;
            if (passed >= share * (bounds.size() + 1)
                    && bounds.size() < ranges - 1
                    && isAbove(bounds, candidate, order)) {
                bounds.add(candidate.key);
            }
        }
        return new KeyRanges<>(bounds, order);
    }

    private static <K> List<Weighted<K>> drawn(List<KeySample<K>> samples) {
        List<Weighted<K>> drawn = new ArrayList<>();
        for (KeySample<K> sample : samples) {
            sample.keys().forEach(key -> drawn.add(new Weighted<>(key, sample.weight())));
        }
        return drawn;
    }

    private static <K> boolean isAbove(List<K> bounds, Weighted<K> candidate, Ordering<K> order) {
        return bounds.isEmpty() || order.compare(bounds.get(bounds.size() - 1), candidate.key) < 0;
    }

    /** The range of a key. */
    int of(K key) {
        int place = Collections.binarySearch(bounds, key, order);
        return place >= 0 ? place : -place - 1;
    }
}
