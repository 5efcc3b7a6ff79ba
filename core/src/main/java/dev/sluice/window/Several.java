package dev.sluice.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several aggregates in one pass; an accumulator holds one of each. */
record Several<T, R>(List<Aggregate<T, Object, R>> parts) implements Aggregate<T, List<Object>, List<R>> {
    @SuppressWarnings("unchecked") // each part only ever gets accumulators it made itself
    static <T, R> Several<T, R> of(List<? extends Aggregate<? super T, ?, ? extends R>> parts) {
        List<Aggregate<T, Object, R>> typed = new ArrayList<>();
        for (Aggregate<? super T, ?, ? extends R> part : parts) {
            typed.add((Aggregate<T, Object, R>) part);
        }
        return new Several<>(List.copyOf(typed));
    }

    @Override
    public List<Object> zero() throws Exception {
        List<Object> zeros = new ArrayList<>(parts.size());
        for (Aggregate<T, Object, R> part : parts) {
            zeros.add(part.zero());
        }
        return zeros;
    }

    @Override
    public List<Object> add(List<Object> accumulator, T value) throws Exception {
        List<Object> added = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            added.add(parts.get(i).add(accumulator.get(i), value));
        }
        return added;
    }

    @Override
    public List<Object> merge(List<Object> left, List<Object> right) throws Exception {
        List<Object> merged = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            merged.add(parts.get(i).merge(left.get(i), right.get(i)));
        }
        return merged;
    }

    @Override
    public List<R> finish(List<Object> accumulator) throws Exception {
        List<R> results = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            results.add(parts.get(i).finish(accumulator.get(i)));
        }
        return Collections.unmodifiableList(results);
    }

    @Override
    @SuppressWarnings("unchecked") // each part only ever gets cells it made itself
    public Cells<T, ?, List<Object>> cells() {
        List<Cells<T, Object, Object>> cells = new ArrayList<>(parts.size());
        for (Aggregate<T, Object, R> part : parts) {
            cells.add((Cells<T, Object, Object>) part.cells());
        }
        return new SeveralCells<>(List.copyOf(cells));
    }

    @Override
    public boolean invertible() {
        return parts.stream().allMatch(Aggregate::invertible);
    }

    @Override
    public List<Object> subtract(List<Object> accumulator, List<Object> leaving) throws Exception {
        List<Object> remaining = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            remaining.add(parts.get(i).subtract(accumulator.get(i), leaving.get(i)));
        }
        return remaining;
    }
}
