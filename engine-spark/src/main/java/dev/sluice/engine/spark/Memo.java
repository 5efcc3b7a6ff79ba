package dev.sluice.engine.spark;

import dev.sluice.plan.PlanNode;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** One value for each plan node, told apart by identity; made once, while others wait. Thread-safe. */
final class Memo<V> {
    private final IdentityHashMap<PlanNode<?>, V> values = new IdentityHashMap<>();

    synchronized V get(PlanNode<?> node, Supplier<V> make) {
        V value = values.get(node);
        if (value == null) {
            value = make.get();
            values.put(node, value);
        }
        return value;
    }

    synchronized void clear() {
        values.clear();
    }
}
