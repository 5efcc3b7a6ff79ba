package dev.sluice.engine.spark;

import dev.sluice.plan.Source;
import org.apache.spark.rdd.RDD;

/** Where a stage's records come from. Stays in the driver. */
sealed interface Leaf {
    /** The splits of a source, which travel with the tasks. */
    record OfSource(Source<?> source) implements Leaf {}

    /** Another RDD, partition by partition. */
    record OfRdd(RDD<?> rdd) implements Leaf {}
}
