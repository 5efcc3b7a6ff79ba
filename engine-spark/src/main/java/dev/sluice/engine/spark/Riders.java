package dev.sluice.engine.spark;

import dev.sluice.plan.Narrow;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.Union;
import dev.sluice.plan.Zip;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the stateful nodes that a job over a node can evaluate by the way: each of its tasks reads exactly one partition of
 * them, the one of its own number, and nothing else in the job needs them.
 */
final class Riders {
    private final Predicate<Persist<?>> isKept;
    private final Set<PlanNode<?>> direct = identities();
    private final Set<PlanNode<?>> elsewhere = identities();
    private final Set<Stateful<?, ?>> found = Collections.newSetFromMap(new IdentityHashMap<>());

    private Riders(Predicate<Persist<?>> isKept) {
        this.isKept = isKept;
    }

    private static Set<PlanNode<?>> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Those of a job over all partitions of the node. */
    static Set<Stateful<?, ?>> of(PlanNode<?> node, Predicate<Persist<?>> isKept) {
        Riders riders = new Riders(isKept);
        riders.walk(node);
        riders.found.removeIf(riders.elsewhere::contains);
        return riders.found;
    }

    private void walk(PlanNode<?> node) {
        if (!direct.add(node)) {
            return;
        }
        if (keepsNumbers(node)) {
            node.parents().forEach(this::walk);
        } else if (node instanceof Stateful<?, ?> stateful) {
            found.add(stateful);
            node.parents().forEach(this::walkElsewhere);
        } else {
            walkElsewhere(node);
        }
    }

    /** Whether each partition is made of those of the same number. */
    private static boolean keepsNumbers(PlanNode<?> node) {
        return node instanceof Narrow
                || node instanceof Zip
                || (node instanceof Union<?> union && union.isAligned())
                || (node instanceof Shuffle<?, ?, ?> shuffle && shuffle.isAligned());
    }

    private void walkElsewhere(PlanNode<?> node) {
        boolean isDone = node instanceof Persist<?> persist && isKept.test(persist);
        if (!isDone && elsewhere.add(node)) {
            node.parents().forEach(this::walkElsewhere);
        }
    }
}
