package dev.sluice.engine.local;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Union;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers of partitions. */
final class Parts {
    private Parts() {}

    /** A partition of a node. */
    record Part<T>(PlanNode<T> node, int partition) {}

    static int[] all(PlanNode<?> node) {
        return IntStream.range(0, node.partitions()).toArray();
    }

    /** The partitions that a caller asked for. */
    static int[] asked(PlanNode<?> node, List<Integer> partitions) {
        int count = node.partitions();
        for (int partition : partitions) {
            if (partition < 0 || partition >= count) {
                throw new InvalidProgramException(node.origin() + " has " + count
                        + " partitions, counted from 0, but partition " + partition + " was asked for");
            }
        }
        return partitions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Which parent's partition a partition of a union is, where the parents' partitions stand one after another. */
    static <T> Part<T> of(Union<T> union, int partition) {
        int rest = partition;
        for (PlanNode<T> parent : union.parents()) {
            if (rest < parent.partitions()) {
                return new Part<>(parent, rest);
            }
            rest -= parent.partitions();
        }
        throw new IndexOutOfBoundsException(partition);
    }

    /** Those of a union's partitions that are partitions of a parent, in the parent's own numbers. */
    static int[] ofParent(int[] partitions, int first, int count) {
        return Arrays.stream(partitions)
                .map(partition -> partition - first)
                .filter(partition -> partition >= 0 && partition < count)
                .toArray();
    }
}
