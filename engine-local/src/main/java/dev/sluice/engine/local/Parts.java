package dev.sluice.engine.local;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.PlanNode;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers of partitions. */
final class Parts {
    private Parts() {}

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
}
