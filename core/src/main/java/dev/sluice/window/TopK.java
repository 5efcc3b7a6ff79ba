package dev.sluice.window;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Comparator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The k greatest records, the greatest first; of equal ones the earlier first. */
record TopK<T>(int k, Comparator<? super T> order) implements Aggregate<T, List<T>, List<T>> {
    TopK {
        if (k < 1) {
            throw new InvalidProgramException("topK needs room for at least 1 record, but k was " + k);
        }
    }

    @Override
    public List<T> zero() {
        return List.of();
    }

    @Override
    public List<T> add(List<T> accumulator, T value) throws Exception {
        int place = placeOf(value, accumulator);
        if (place == k) {
            return accumulator;
        }
        List<T> added = new ArrayList<>(Math.min(k, accumulator.size() + 1));
        added.addAll(accumulator.subList(0, place));
        added.add(value);
        added.addAll(accumulator.subList(place, Math.min(accumulator.size(), k - 1)));
        return added;
    }

    @Override
    public List<T> merge(List<T> left, List<T> right) throws Exception {
        List<T> merged = new ArrayList<>(Math.min(k, left.size() + right.size()));
        int l = 0;
        int r = 0;
        while (merged.size() < k && (l < left.size() || r < right.size())) {
            boolean takeLeft = r == right.size() || (l < left.size() && order.compare(left.get(l), right.get(r)) >= 0);
            merged.add(takeLeft ? left.get(l++) : right.get(r++));
        }
        return merged;
    }

    @Override
    public List<T> finish(List<T> accumulator) {
        return Collections.unmodifiableList(accumulator);
    }

    /** Behind all that are not smaller. */
    private int placeOf(T value, List<T> accumulator) throws Exception {
        int from = 0;
        int to = accumulator.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (order.compare(accumulator.get(middle), value) >= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
