package dev.sluice.engine.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.NarrowDependency;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;

/** Which partitions of another RDD each partition of a stage reads. */
final class PartitionNumbers<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    private final int[][] parents;

    PartitionNumbers(RDD<T> rdd, int[][] parents) {
        super(rdd);
        this.parents = parents;
    }

    @Override
    public Seq<Object> getParents(int partition) {
        List<Object> numbers = new ArrayList<>();
        for (int parent : parents[partition]) {
            numbers.add(parent);
        }
        return Spark.seq(numbers);
    }
}
