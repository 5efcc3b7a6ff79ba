package dev.sluice.engine.spark;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;

/** Lets executors forget what they hold of a run, in a task on each. */
final class ForgetRdd extends RDD<Integer> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ForgetRdd.class);
    private static final int PATIENCE_SECONDS = 5;

    private final UUID run;
    private final Types types;
    private final transient List<String> places;

    private ForgetRdd(SparkContext context, UUID run, Types types, List<String> places) {
        super(context, Spark.seq(List.of()), Spark.tag());
        this.run = run;
        this.types = types;
        this.places = places;
    }

    /** Lets these executors forget; those that are busy for long keep what they have for as long as they live. */
    static void forget(SparkContext context, UUID run, Types types, List<String> places) {
        if (places.isEmpty()) {
            return;
        }
        JavaFutureAction<Void> forgetting = new JavaRDD<>(new ForgetRdd(context, run, types, places), Spark.tag())
                .foreachPartitionAsync(nothing -> {});
        try {
            forgetting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forgetting.cancel(true);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("executors were not reached that hold states of a program that has ended", e);
            forgetting.cancel(true);
        }
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
        return Spark.seq(List.of(places.get(partition.index())));
    }

    @Override
    public scala.collection.Iterator<Integer> compute(Partition partition, TaskContext task) {
        HeldStates.forget(run);
        types.forget();
        return Spark.scala(List.<Integer>of().iterator());
    }
}
