package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;

/** Tasks that read nothing and do something where they run. */
final class ErrandRdd<R> extends RDD<R> {
    private static final long serialVersionUID = 1L;

    private final Errand<R> errand;
    private final transient List<List<String>> places;

    /** What the tasks do; it travels to them. */
    @FunctionalInterface
    interface Errand<R> extends Serializable {
        /** Does it, on any executor: what a task of this number answers. */
        R run(int task);
    }

    /** One task for each of {@code places}, which tell where it is best run. */
    ErrandRdd(SparkContext context, Errand<R> errand, List<List<String>> places) {
        super(context, Spark.seq(List.of()), Spark.tag());
        this.errand = errand;
        this.places = places;
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[places.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Numbered(i);
        }
        return partitions;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return Spark.seq(places.get(partition.index()));
    }

    @Override
    public scala.collection.Iterator<R> compute(Partition partition, TaskContext task) {
        return Spark.scala(List.of(errand.run(partition.index())).iterator());
    }
}
