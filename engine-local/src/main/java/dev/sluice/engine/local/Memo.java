package dev.sluice.engine.local;

import dev.sluice.plan.PlanNode;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One value for each plan node, told apart by identity. Thread-safe. */
final class Memo<V> {
    private final IdentityHashMap<PlanNode<?>, V> values = new IdentityHashMap<>();

    synchronized V get(PlanNode<?> node, Supplier<V> make) {
        return values.computeIfAbsent(node, absent -> make.get());
    }

    synchronized @Nullable V find(PlanNode<?> node) {
        return values.get(node);
    }

    synchronized void forget(PlanNode<?> node) {
        values.remove(node);
    }

    synchronized void clear() {
        values.clear();
    }

    synchronized int size() {
        return values.size();
    }
}
