package dev.sluice.engine.spark;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets executors forget what they hold of a run, in a task on each. */
record Forget(UUID run, Types types) implements ErrandRdd.Errand<Boolean> {
    private static final Logger LOG = LoggerFactory.getLogger(Forget.class);
    private static final int PATIENCE_SECONDS = 5;

    /** Lets these executors forget; those that are busy for long keep what they have for as long as they live. */
    void at(SparkContext context, List<String> places) {
        if (places.isEmpty()) {
            return;
        }
        ErrandRdd<Boolean> errands =
                new ErrandRdd<>(context, this, places.stream().map(List::of).toList());
        JavaFutureAction<Void> forgetting =
                new JavaRDD<>(errands, Spark.<Boolean>tag()).foreachPartitionAsync(nothing -> {});
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
    public Boolean run(int task) {
        HeldStates.forget(run);
        types.forget();
        return true;
    }
}
