package dev.sluice.peers.spark;

import dev.sluice.peers.workload.Batches;
import dev.sluice.peers.workload.Contender;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Trial;
import dev.sluice.peers.workload.Workload;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * The workloads on Spark Streaming: batches back to back of about a second, or at a given rate with the smallest interval
 * that keeps up.
 */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
public final class SparkContender implements Contender {
    private static final Duration TICK = new Duration(100);

    private final Schedule schedule;
    private final JavaStreamingContext context;
    private final Form form;
    private final String version;

    private SparkContender(Setting setting) throws InterruptedException {
        boolean paced = setting.workload() == Workload.LATENCY;
        JavaSparkContext spark = new JavaSparkContext(configuration(setting));
        spark.setLogLevel("WARN");
        Duration tick = paced ? new Duration(new Pulse(spark, setting).millis()) : TICK;
        version = paced ? spark.version() + "," + tick.milliseconds() + "ms" : spark.version();
        schedule = new Schedule(paced ? 1 : 2);
        ShareStream.plannedBy(schedule);
        context = new JavaStreamingContext(spark, tick);
        context.addStreamingListener(new Completed(schedule));
        form = new SparkPrograms(context, tick).define(setting);
        context.start();
    }

    private static SparkConf configuration(Setting setting) {
        return new SparkConf()
                .setAppName(setting.workload().toString())
                .setMaster("local[" + Input.SHARES + "]")
                .set("spark.default.parallelism", Integer.toString(Input.SHARES))
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.local.dir", setting.directory().resolve("local").toString())
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.shuffle.compress", "false")
                .set("spark.ui.enabled", "false");
    }

    /** Runs it with the arguments of a {@link Setting}. */
    public static void main(String[] arguments) {
        Trial.run(arguments, SparkContender::new);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.of(schedule.batches);
    }

    @Override
    public void finish() throws InterruptedException {
        schedule.batches.awaitEnd();
        context.stop(true, false);
    }
}
