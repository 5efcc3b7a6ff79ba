package dev.sluice.engine.local;

import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Union;
import java.util.Arrays;
import java.util.List;

/**
 * Where the partitions of a union come from. Laid out once for a group, since a window may join thousands of batches.
 *
 * @param isAligned whether partition i is partition i of every parent in turn
 * @param firsts the number of each parent's first partition, where they stand one after another
 */
record UnionLayout(boolean isAligned, int[] firsts) {
    static UnionLayout of(Union<?> union) {
        List<? extends PlanNode<?>> parents = union.parents();
        int[] firsts = new int[parents.size()];
        for (int parent = 1; parent < firsts.length; parent++) {
            firsts[parent] = firsts[parent - 1] + parents.get(parent - 1).partitions();
        }
        return new UnionLayout(union.isAligned(), firsts);
    }

    /** The parent that a partition belongs to: the last one that begins at or before it, which is not an empty one. */
    int parentOf(int partition) {
        int place = Arrays.binarySearch(firsts, partition);
        if (place < 0) {
            return -place - 2;
        }
        while (place + 1 < firsts.length && firsts[place + 1] == partition) {
            place++;
        }
        return place;
    }

    /** The parent's own number of a partition. */
    int numberIn(int parent, int partition) {
        return partition - firsts[parent];
    }
}
