package dev.sluice.engine.spark;

import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;

/** One stage: a plan whose leaves are sources and other RDDs, evaluated in one task for each partition. */
final class StageRdd<R> extends RDD<R> {
    private static final long serialVersionUID = 1L;

    private final StagePlan plan;
    private final Work<R> work;
    private final Types types;
    private final @Nullable FaultLog faults;
    private final String job;
    private final @Nullable RDD<?>[] inputs;
    private final transient Partition[] parts;

    private StageRdd(
            SparkContext context,
            Layout layout,
            StagePlan plan,
            Work<R> work,
            Types types,
            @Nullable FaultLog faults,
            String job) {
        super(context, Spark.seq(layout.dependencies), Spark.tag());
        this.plan = plan;
        this.work = work;
        this.types = types;
        this.faults = faults;
        this.job = job;
        this.inputs = layout.inputs;
        this.parts = layout.parts;
    }

    /**
     * A stage.
     *
     * @param faults where the records are written down whose function threw; null where that fails the job
     * @param job what failures say is being done
     */
    static <R> StageRdd<R> of(
            SparkContext context,
            StagePlan plan,
            List<Leaf> leaves,
            int partitions,
            Work<R> work,
            Types types,
            @Nullable FaultLog faults,
            String job) {
        return new StageRdd<>(
                context, new Layout(plan, leaves, partitions, work, types.engine()), plan, work, types, faults, job);
    }

    @Override
    public Partition[] getPartitions() {
        return parts;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return Spark.seq(((StagePart) partition).locations());
    }

    @Override
    public scala.collection.Iterator<R> compute(Partition partition, TaskContext context) {
        types.learn();
        Found found = faults == null ? null : new Found(faults, types.engine(), id(), partition.index());
        Evaluation evaluation =
                new Evaluation(plan, (StagePart) partition, inputs, context, types.engine(), job, found);
        try {
            return Spark.scala(new Portable<>(work.over(evaluation, partition.index())));
        } catch (Throwable thrown) {
            throw Portable.failure(evaluation.failure(thrown));
        }
    }

    /** What the partitions of a stage read, laid out before the RDD is made. */
    private static final class Layout {
        private final StagePlan plan;
        private final List<Leaf> leaves;
        private final Work<?> work;
        private final String engine;
        private final @Nullable RDD<?>[] inputs;
        private final StagePart[] parts;
        private final List<Dependency<?>> dependencies = new ArrayList<>();

        Layout(StagePlan plan, List<Leaf> leaves, int partitions, Work<?> work, String engine) {
            this.plan = plan;
            this.leaves = leaves;
            this.work = work;
            this.engine = engine;
            this.inputs = new RDD<?>[leaves.size()];
            this.parts = new StagePart[partitions];
            List<int[][]> parents = new ArrayList<>();
            leaves.forEach(leaf -> parents.add(new int[partitions][]));
            for (int partition = 0; partition < partitions; partition++) {
                lay(partition, parents);
            }
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                if (leaves.get(leaf) instanceof Leaf.OfRdd of) {
                    inputs[leaf] = of.rdd();
                    dependencies.add(new PartitionNumbers<>(of.rdd(), parents.get(leaf)));
                }
            }
        }

        private void lay(int partition, List<int[][]> parents) {
            Set<StagePlan.Slot> slots = plan.reads(partition);
            Map<Integer, List<Integer>> read = new HashMap<>();
            slots.forEach(slot ->
                    read.computeIfAbsent(slot.leaf(), leaf -> new ArrayList<>()).add(slot.partition()));
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                parents.get(leaf)[partition] = read.getOrDefault(leaf, List.of()).stream()
                        .mapToInt(number -> number)
                        .toArray();
            }
            Map<StagePlan.Slot, Partition> partitions = new HashMap<>();
            Map<StagePlan.Slot, Carried<?>> splits = new HashMap<>();
            Set<String> locations = new LinkedHashSet<>(work.locations(partition));
            for (StagePlan.Slot slot : slots) {
                Leaf leaf = leaves.get(slot.leaf());
                if (leaf instanceof Leaf.OfSource of) {
                    Split<?> split = of.source().splits().get(slot.partition());
                    locations.addAll(split.preferredLocations());
                    splits.put(slot, Carried.packed(engine, split));
                } else if (leaf instanceof Leaf.OfRdd of) {
                    partitions.put(slot, of.rdd().partitions()[slot.partition()]);
                }
            }
            parts[partition] = new StagePart(partition, partitions, splits, List.copyOf(locations));
        }
    }
}
