package dev.sluice.rdd;

import dev.sluice.plan.Ordering;
import java.util.ArrayList;
import java.util.List;

/** The first few values by an order out of many; of equal ones, those that came first. */
final class Smallest<T> {
    private static final int ROOM_MIN = 64;

    private final int limit;
    private final Ordering<T> order;
    private final List<T> values = new ArrayList<>();
    private boolean full;

    Smallest(int limit, Ordering<T> order) {
        this.limit = limit;
        this.order = order;
    }

    void add(T value) {
        if (limit == 0 || full && order.compare(values.get(limit - 1), value) <= 0) {
            return;
        }
        values.add(value);
        if (values.size() >= ROOM_MIN + 2L * limit) {
            trim();
        }
    }

    /** The values in order. */
    List<T> sorted() {
        trim();
        return values;
    }

    private void trim() {
        values.sort(order);
        full = values.size() >= limit;
        if (values.size() > limit) {
            values.subList(limit, values.size()).clear();
        }
    }
}
