package dev.sluice.engine.local;

import dev.sluice.plan.PlanNode;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One value for each plan node, told apart by identity. Thread-safe. */
final class Memo<V> {
    private static final int FEW = 5;

    private @Nullable IdentityHashMap<PlanNode<?>, V> values;

    synchronized V get(PlanNode<?> node, Supplier<V> make) {
        if (values == null) {
            values = new IdentityHashMap<>(FEW);
        }
        V value = values.get(node);
        if (value == null) {
            value = make.get();
            values.put(node, value);
        }
        return value;
    }

    synchronized @Nullable V find(PlanNode<?> node) {
        return values == null ? null : values.get(node);
    }

    synchronized void forget(PlanNode<?> node) {
        if (values != null) {
            values.remove(node);
        }
    }

    synchronized void clear() {
        values = null;
    }

    synchronized int size() {
        return values == null ? 0 : values.size();
    }
}
