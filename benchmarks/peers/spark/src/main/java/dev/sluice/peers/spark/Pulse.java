package dev.sluice.peers.spark;

import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Tally;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * Finds the smallest batch interval that keeps up with the rate, as one tunes Spark Streaming: a batch must take less
 * time than there is between batches. The program itself is tried, from the longest interval to the shortest, which
 * warms it up meanwhile.
 */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
record Pulse(JavaSparkContext spark, Setting setting) {
    private static final long[] MILLIS = {500, 200, 100, 50};
    /** What of an interval a batch may take on average. */
    private static final double SHARE_MAX = 0.8;
    /** Once warm, an interval is given this part of the time to warm up before it is judged, and as much again. */
    private static final int PARTS = 3;

    /** The interval, in milliseconds; the longest one if none keeps up. The input begins anew. */
    long millis() throws InterruptedException {
        Duration part = setting.warm().dividedBy(PARTS);
        long smallest = MILLIS[0];
        for (long each : MILLIS) {
            Duration before = each == MILLIS[0] ? setting.warm() : part;
            smallest = keepsUp(each, before, part) ? each : smallest;
        }
        Tally.clear();
        Inputs.prepare(setting);
        return smallest;
    }

    private boolean keepsUp(long millis, Duration before, Duration judged) throws InterruptedException {
        Inputs.prepare(setting);
        Schedule schedule = new Schedule(1);
        ShareStream.plannedBy(schedule);
        org.apache.spark.streaming.Duration tick = new org.apache.spark.streaming.Duration(millis);
        JavaStreamingContext context = new JavaStreamingContext(spark, tick);
        context.addStreamingListener(new Completed(schedule));
        new SparkPrograms(context, tick).define(setting);
        context.start();
        pass(before);
        Schedule.Work start = schedule.work();
        pass(judged);
        Schedule.Work work = schedule.work().since(start);
        Inputs.current().halt();
        schedule.batches.awaitEnd();
        context.stop(false, false);
        return work.batches() > 0 && work.millis() < SHARE_MAX * millis * work.batches();
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
