package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.function.Comparator;
import java.util.List;

/** Builds the operations that need an order of all records. They read their data twice; keep it where that is dear. */
public final class OrderPlans {
    private static final int SAMPLES_PER_RANGE = 20;
    private static final int SAMPLES_MAX = 100_000;

    private OrderPlans() {}

    /**
     * The pairs in the order of their keys, through all partitions; pairs with equal keys stay in their order.
     *
     * @param partitions the number of partitions; few different keys leave the last ones empty
     */
    public static <K, V> PlanNode<KeyValue<K, V>> sortByKey(
            PlanNode<KeyValue<K, V>> node, Comparator<? super K> order, int partitions, Origin origin) {
        Ordering<K> ordering = new Ordering<>(order, origin);
        PlanNode<KeyValue<K, V>> ranged =
                partitions == 1 ? Plans.gather(node, origin) : ranged(node, ordering, partitions, origin);
        return new Narrow<>(ranged, new SortStep<>(ordering), false, origin);
    }

    private static <K, V> PlanNode<KeyValue<K, V>> ranged(
            PlanNode<KeyValue<K, V>> node, Ordering<K> ordering, int partitions, Origin origin) {
        TwoPass<KeyValue<K, V>, KeySample<K>, KeyRanges<K>, KeyValue<Integer, KeyValue<K, V>>> passes = new TwoPass<>(
                new KeySampleStep<>(samples(node.partitions(), partitions)),
                samples -> KeyRanges.of(samples, partitions, ordering),
                (ranges, task, at, out) -> pair -> out.emit(KeyValue.of(ranges.of(pair.key()), pair)));
        return Plans.placed(passes.over(node, origin), partitions, origin);
    }

    private static int samples(int parents, int ranges) {
        int affordable = SAMPLES_MAX / Math.max(1, parents);
        return Math.max(SAMPLES_PER_RANGE, Math.min(affordable, SAMPLES_PER_RANGE * ranges));
    }

    /** Each record with its number in the order of all records, from 0. */
    public static <T> PlanNode<KeyValue<T, Long>> zipWithIndex(PlanNode<T> node, Origin origin) {
        if (node.partitions() == 1) {
            return zipWithUniqueId(node, origin);
        }
        TwoPass<T, Long, long[], KeyValue<T, Long>> passes = new TwoPass<>(
                new FoldStep<>(() -> 0L, (count, record) -> count + 1, true),
                OrderPlans::starts,
                (starts, task, at, out) -> new Numbering<>(starts[task.partition()], 1, out));
        return passes.over(node, origin);
    }

    private static long[] starts(List<Long> counts) {
        long[] starts = new long[counts.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + counts.get(i - 1);
        }
        return starts;
    }

    /** Each record with a number that no other record has, with gaps and without a second reading. */
    public static <T> PlanNode<KeyValue<T, Long>> zipWithUniqueId(PlanNode<T> node, Origin origin) {
        return new Narrow<>(node, new UniqueIdStep<>(node.partitions()), false, origin);
    }
}
