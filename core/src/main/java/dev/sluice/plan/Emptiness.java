package dev.sluice.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Looks for proof in the plan alone that a node has no records. */
final class Emptiness {
    private final Set<PlanNode<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether the node surely has no records. A node seen before was empty, or the search would have ended there. */
    boolean isKnown(PlanNode<?> node) {
        if (node.partitions() == 0 || !seen.add(node)) {
            return true;
        }
        if (node instanceof Source<?> source) {
            return source.splits().stream().allMatch(split -> split.size() == 0);
        }
        return keepsEmpty(node) && node.parents().stream().allMatch(this::isKnown);
    }

    private static boolean keepsEmpty(PlanNode<?> node) {
        if (node instanceof Narrow<?, ?> narrow) {
            return narrow.step().keepsEmpty();
        }
        if (node instanceof Zip<?> zip) {
            return zip.step().keepsEmpty();
        }
        return node instanceof Shuffle || node instanceof Union || node instanceof Persist;
    }
}
