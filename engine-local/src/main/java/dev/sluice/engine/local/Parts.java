package dev.sluice.engine.local;

import dev.sluice.engine.PartitionRange;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.PlanNode;
import java.util.Arrays;
import java.util.List;

/** Numbers of partitions. */
final class Parts {
    private static final int[][] FEW = new int[65][];

    static {
        Arrays.setAll(FEW, Parts::range);
    }

    private Parts() {}

    /** All partitions of a node; not to be changed. */
    static int[] all(PlanNode<?> node) {
        int count = node.partitions();
        return count < FEW.length ? FEW[count] : range(count);
    }

    private static int[] range(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, number -> number);
        return numbers;
    }

    /** The partitions that a caller asked for. */
    static int[] asked(PlanNode<?> node, List<Integer> partitions) {
        int count = node.partitions();
        if (partitions instanceof PartitionRange && partitions.size() == count) {
            return all(node);
        }
        int[] asked = new int[partitions.size()];
        for (int i = 0; i < asked.length; i++) {
            int partition = partitions.get(i);
            if (partition < 0 || partition >= count) {
                throw new InvalidProgramException(node.origin() + " has " + count
                        + " partitions, counted from 0, but partition " + partition + " was asked for");
            }
            asked[i] = partition;
        }
        return asked;
    }
}
