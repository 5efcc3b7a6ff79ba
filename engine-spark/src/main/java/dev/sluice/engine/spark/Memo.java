package dev.sluice.engine.spark;

import dev.sluice.plan.PlanNode;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value for each plan node, told apart by identity; made once, while others who ask for the same node wait. Making one
 * may ask for those of nodes before it, here or in another memo: no two threads then wait for each other. Thread-safe.
 */
final class Memo<V> {
    private final IdentityHashMap<PlanNode<?>, Once<V>> values = new IdentityHashMap<>();

    /** The value of one node. */
    private static final class Once<V> {
        private @Nullable V value;

        synchronized V get(Supplier<V> make) {
            V made = value;
            if (made == null) {
                made = make.get();
                value = made;
            }
            return made;
        }
    }

    V get(PlanNode<?> node, Supplier<V> make) {
        return once(node).get(make);
    }

    private synchronized Once<V> once(PlanNode<?> node) {
        return values.computeIfAbsent(node, missing -> new Once<>());
    }

    synchronized void clear() {
        values.clear();
    }
}
