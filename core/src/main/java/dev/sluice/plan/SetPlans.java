package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import java.util.List;

/** Builds the operations that compare whole records, which must be fit to be keys. */
public final class SetPlans {
    private SetPlans() {}

    /** Each record once. */
    public static <T> PlanNode<T> distinct(PlanNode<T> node, Partitioner partitioner, Origin origin) {
        return KeyedPlans.keys(
                KeyedPlans.reduceByKey(keyed(node, origin), (first, again) -> first, partitioner, origin), origin);
    }

    /** The records that both nodes have, each once. */
    public static <T> PlanNode<T> intersection(
            PlanNode<T> left, PlanNode<T> right, Partitioner partitioner, Origin origin) {
        return new Zip<>(placed(right, left, partitioner, origin), new IntersectStep<T>(), null, origin);
    }

    /** The records of the left node that the right one does not have, as often as they occur. */
    public static <T> PlanNode<T> subtract(
            PlanNode<T> left, PlanNode<T> right, Partitioner partitioner, Origin origin) {
        return KeyedPlans.keys(
                KeyedPlans.subtractByKey(keyed(left, origin), keyed(right, origin), partitioner, origin), origin);
    }

    private static <T> List<PlanNode<KeyValue<T, Boolean>>> placed(
            PlanNode<T> first, PlanNode<T> second, Partitioner partitioner, Origin origin) {
        return List.of(
                KeyedPlans.partitionBy(keyed(first, origin), partitioner, origin),
                KeyedPlans.partitionBy(keyed(second, origin), partitioner, origin));
    }

    private static <T> PlanNode<KeyValue<T, Boolean>> keyed(PlanNode<T> node, Origin origin) {
        return Plans.map(node, record -> KeyValue.of(record, true), origin);
    }
}
