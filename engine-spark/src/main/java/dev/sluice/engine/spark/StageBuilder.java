package dev.sluice.engine.spark;

import dev.sluice.plan.Combiner;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.Union;
import dev.sluice.plan.Zip;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.spark.rdd.RDD;

/**
 * Fuses nodes to one stage: everything up to what needs data from elsewhere, which are sources, exchanges, kept records and
 * states. Used by one thread at a time.
 */
final class StageBuilder {
    private final SparkJobGroup group;
    private final List<Op> ops = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final IdentityHashMap<PlanNode<?>, Integer> numbers = new IdentityHashMap<>();

    StageBuilder(SparkJobGroup group) {
        this.group = group;
    }

    /** The stage that does the work over these nodes, which have the same number of partitions. */
    <R> RDD<R> build(List<? extends PlanNode<?>> roots, Work<R> work) {
        return build(roots, List.of(), work);
    }

    /**
     * The same.
     *
     * @param beside RDDs with the same number of partitions that the work reads too
     */
    <R> RDD<R> build(List<? extends PlanNode<?>> roots, List<? extends RDD<?>> beside, Work<R> work) {
        int[] read = beside.stream().mapToInt(rdd -> leaf(new Leaf.OfRdd(rdd))).toArray();
        int[] numbered = numbersOf(roots);
        PlanNode<?> first = roots.get(0);
        return group.stage(
                new StagePlan(List.copyOf(ops), numbered, read),
                List.copyOf(leaves),
                first.partitions(),
                work,
                first.origin());
    }

    private int[] numbersOf(List<? extends PlanNode<?>> nodes) {
        int[] parents = new int[nodes.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = numberOf(nodes.get(i));
        }
        return parents;
    }

    private int numberOf(PlanNode<?> node) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        int number = number(node);
        numbers.put(node, number);
        return number;
    }

    private int number(PlanNode<?> node) {
        if (node instanceof Source<?> source) {
            if (!source.splits().isEmpty() && source.splits().get(0) instanceof WrappedSplit<?> wrapped) {
                return add(new Op.Held(leaf(new Leaf.OfRdd(Objects.requireNonNull(wrapped.pieces()))), node.origin()));
            }
            return add(new Op.Splits(leaf(new Leaf.OfSource(source)), node.origin()));
        }
        if (node instanceof Narrow<?, ?> narrow) {
            group.functions().check(narrow.step(), node.origin());
            return add(new Op.Stepped(numberOf(narrow.parent()), narrow.step(), node.origin()));
        }
        if (node instanceof Zip<?> zip) {
            group.functions().check(zip.step(), node.origin());
            return add(new Op.Zipped(numbersOf(zip.parents()), zip.step(), node.origin()));
        }
        if (node instanceof Union<?> union) {
            return add(union(union));
        }
        if (node instanceof Shuffle<?, ?, ?> shuffle) {
            return shuffle(shuffle);
        }
        if (node instanceof Persist<?> persist) {
            return add(new Op.Held(leaf(new Leaf.OfRdd(group.kept(persist))), node.origin()));
        }
        if (node instanceof Stateful<?, ?> stateful) {
            return add(new Op.Held(leaf(new Leaf.OfRdd(group.states().emitted(stateful))), node.origin()));
        }
        StateSnapshot<?, ?> snapshot = (StateSnapshot<?, ?>) node;
        group.functions().check(snapshot.view(), node.origin());
        return add(new Op.Splits(leaf(new Leaf.OfSource(group.states().snapshot(snapshot))), node.origin()));
    }

    private Op union(Union<?> union) {
        int[] parents = numbersOf(union.parents());
        if (union.isAligned()) {
            return new Op.Chained(parents, union.origin());
        }
        int[] firsts = new int[parents.length];
        for (int parent = 1; parent < firsts.length; parent++) {
            firsts[parent] =
                    firsts[parent - 1] + union.parents().get(parent - 1).partitions();
        }
        return new Op.Appended(parents, firsts, union.origin());
    }

    private int shuffle(Shuffle<?, ?, ?> shuffle) {
        Combiner<?, ?> combiner = shuffle.combiner();
        if (combiner != null) {
            group.functions().check(combiner, shuffle.origin());
        }
        if (!shuffle.isAligned()) {
            Leaf exchanged = new Leaf.OfRdd(group.exchanged(shuffle));
            return add(new Op.Exchanged(leaf(exchanged), combiner, shuffle.origin()));
        }
        int parent = numberOf(shuffle.parent());
        return combiner == null ? parent : add(new Op.Combined(parent, combiner, shuffle.origin()));
    }

    private int leaf(Leaf leaf) {
        leaves.add(leaf);
        return leaves.size() - 1;
    }

    private int add(Op op) {
        ops.add(op);
        return ops.size() - 1;
    }
}
