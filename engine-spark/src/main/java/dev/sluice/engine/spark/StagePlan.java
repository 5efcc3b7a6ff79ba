package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a stage does.
 *
 * @param ops parents before those that read them
 * @param roots what the stage's work asks for, by number
 * @param beside leaves that the work reads itself, each in the partition that it is at
 */
record StagePlan(List<Op> ops, int[] roots, int[] beside) implements Serializable {
    /** A partition of a leaf. */
    record Slot(int leaf, int partition) implements Serializable {}

    /** An op in one of its partitions. */
    private record Visit(int op, int partition) {}

    /** The parent of appended ones that a partition belongs to: the last that begins at or before it and is not empty. */
    static int parentOf(Op.Appended appended, int partition) {
        int[] firsts = appended.firsts();
        int place = Arrays.binarySearch(firsts, partition);
        if (place < 0) {
            return -place - 2;
        }
        while (place + 1 < firsts.length && firsts[place + 1] == partition) {
            place++;
        }
        return place;
    }

    /** What a partition of the stage reads. */
    Set<Slot> reads(int partition) {
        Set<Slot> slots = new LinkedHashSet<>();
        Set<Visit> seen = new HashSet<>();
        for (int leaf : beside) {
            slots.add(new Slot(leaf, partition));
        }
        for (int root : roots) {
            collect(root, partition, slots, seen);
        }
        return slots;
    }

    private void collect(int number, int partition, Set<Slot> slots, Set<Visit> seen) {
        if (!seen.add(new Visit(number, partition))) {
            return;
        }
        Op op = ops.get(number);
        if (op instanceof Op.Splits splits) {
            slots.add(new Slot(splits.leaf(), partition));
        } else if (op instanceof Op.Held held) {
            slots.add(new Slot(held.leaf(), partition));
        } else if (op instanceof Op.Exchanged exchanged) {
            slots.add(new Slot(exchanged.leaf(), partition));
        } else if (op instanceof Op.Stepped stepped) {
            collect(stepped.parent(), partition, slots, seen);
        } else if (op instanceof Op.Combined combined) {
            collect(combined.parent(), partition, slots, seen);
        } else if (op instanceof Op.Zipped zipped) {
            collectAll(zipped.parents(), partition, slots, seen);
        } else if (op instanceof Op.Chained chained) {
            collectAll(chained.parents(), partition, slots, seen);
        } else if (op instanceof Op.Appended appended) {
            int parent = parentOf(appended, partition);
            collect(appended.parents()[parent], partition - appended.firsts()[parent], slots, seen);
        }
    }

    private void collectAll(int[] parents, int partition, Set<Slot> slots, Set<Visit> seen) {
        for (int parent : parents) {
            collect(parent, partition, slots, seen);
        }
    }
}
