package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import dev.sluice.function.Predicate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Builds the operations on records without keys from plan nodes. */
public final class Plans {
    private Plans() {}

    /** A source of these records, in as many partitions as asked, in order. */
    public static <T> PlanNode<T> ofList(List<T> records, int partitions, Origin origin) {
        List<Split<T>> splits = new ArrayList<>(partitions);
        for (int i = 0; i < partitions; i++) {
            int from = (int) ((long) records.size() * i / partitions);
            int to = (int) ((long) records.size() * (i + 1) / partitions);
            splits.add(Split.of(records.subList(from, to)));
        }
        return new Source<>(splits, origin);
    }

    /** A node without records and partitions. */
    public static <T> PlanNode<T> empty(Origin origin) {
        return new Source<>(List.of(), origin);
    }

    /** Whether the plan alone shows that the node has no records. */
    public static boolean isKnownEmpty(PlanNode<?> node) {
        return new Emptiness().isKnown(node);
    }

    /** One record for each record. */
    public static <T, R> PlanNode<R> map(PlanNode<T> node, Function<T, R> function, Origin origin) {
        return new Narrow<>(node, new MapStep<>(function), false, origin);
    }

    /** The text of each record. */
    public static <T> PlanNode<String> toText(PlanNode<T> node, Origin origin) {
        return map(node, record -> "" + record, origin);
    }

    /** The records that pass. */
    public static <T> PlanNode<T> filter(PlanNode<T> node, Predicate<T> predicate, Origin origin) {
        return new Narrow<>(node, new FilterStep<>(predicate), true, origin);
    }

    /** Any number of records for each record. */
    public static <T, R> PlanNode<R> flatMap(
            PlanNode<T> node, Function<T, ? extends Iterable<? extends R>> function, Origin origin) {
        return new Narrow<>(node, new FlatMapStep<T, R>(function), false, origin);
    }

    /** A function over each whole partition, given its number. */
    public static <T, R> PlanNode<R> mapPartitions(
            PlanNode<T> node,
            BiFunction<Integer, Iterator<T>, Iterator<R>> function,
            boolean keepsKeys,
            Origin origin) {
        return new Narrow<>(node, new Step.OfIterator<>(function), keepsKeys, origin);
    }

    /** Each partition as one list. */
    public static <T> PlanNode<List<T>> glom(PlanNode<T> node, Origin origin) {
        return new Narrow<>(node, new GlomStep<>(), false, origin);
    }

    /** All records of all nodes, in order. */
    public static <T> PlanNode<T> union(List<PlanNode<T>> nodes, Origin origin) {
        return nodes.size() == 1 ? nodes.get(0) : new Union<>(nodes, origin);
    }

    /** All records combined into one; nothing where there is no record. */
    public static <T> PlanNode<T> reduce(PlanNode<T> node, BinaryOperator<T> function, Origin origin) {
        Step<T, T> step = new ReduceStep<>(function);
        PlanNode<T> partials = new Narrow<>(node, step, false, origin);
        return new Narrow<>(gather(partials, origin), step, false, origin);
    }

    /** The number of records, as one record. */
    public static <T> PlanNode<Long> count(PlanNode<T> node, Origin origin) {
        PlanNode<Long> counts = new Narrow<>(node, new CountStep<>(), false, origin);
        Step<Long, Long> sum = new FoldStep<>(() -> 0L, Long::sum, true);
        return new Narrow<>(gather(counts, origin), sum, false, origin);
    }

    /** How often each value occurs. */
    public static <T> PlanNode<KeyValue<T, Long>> countByValue(
            PlanNode<T> node, Partitioner partitioner, Origin origin) {
        return KeyedPlans.reduceByKey(
                map(node, value -> KeyValue.of(value, 1L), origin), Long::sum, partitioner, origin);
    }

    /** Each record with the same chance, the same ones for the same seed. */
    public static <T> PlanNode<T> sample(PlanNode<T> node, double fraction, long seed, Origin origin) {
        return new Narrow<>(node, new SampleStep<>(fraction, seed), true, origin);
    }

    /** Every record of the left node with every record of the right one, in the left one's partitions. */
    public static <T, U> PlanNode<KeyValue<T, U>> cartesian(PlanNode<T> left, PlanNode<U> right, Origin origin) {
        if (left.partitions() == 0) {
            return empty(origin);
        }
        PlanNode<List<U>> everywhere = replicate(glom(right, origin), left.partitions(), origin);
        return new Zip<>(List.of(everywhere, left), new CartesianStep<T, U>(), null, origin);
    }

    /** All records in one partition, in order. */
    public static <T> PlanNode<T> gather(PlanNode<T> node, Origin origin) {
        return node.partitions() == 1 ? node : exchange(node, 1, new NeighbourStep<>(node.partitions(), 1), origin);
    }

    /** The records in fewer partitions, neighbours put together in order; the node itself where it has no more. */
    public static <T> PlanNode<T> coalesce(PlanNode<T> node, int partitions, Origin origin) {
        return node.partitions() <= partitions
                ? node
                : exchange(node, partitions, new NeighbourStep<>(node.partitions(), partitions), origin);
    }

    /** The records dealt out evenly over a number of partitions. */
    public static <T> PlanNode<T> repartition(PlanNode<T> node, int partitions, Origin origin) {
        return exchange(node, partitions, new DealStep<>(partitions), origin);
    }

    /** All records of the node, in order, in every one of a number of partitions. */
    static <T> PlanNode<T> replicate(PlanNode<T> node, int partitions, Origin origin) {
        return exchange(node, partitions, new ReplicateStep<>(partitions), origin);
    }

    /** The records sent to the partitions that a step addresses them to. */
    private static <T> PlanNode<T> exchange(
            PlanNode<T> node, int partitions, Step<T, KeyValue<Integer, T>> address, Origin origin) {
        return placed(new Narrow<>(node, address, false, origin), partitions, origin);
    }

    /** The records in the partitions that their keys are the numbers of. */
    static <T> PlanNode<T> placed(PlanNode<KeyValue<Integer, T>> addressed, int partitions, Origin origin) {
        return KeyedPlans.values(KeyedPlans.partitionBy(addressed, new IndexPartitioner(partitions), origin), origin);
    }
}
