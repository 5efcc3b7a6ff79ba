package dev.sluice.peers.sparkkafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.jspecify.annotations.Nullable;

/**
 * Does what it is told, one line of its input after another, until that ends. Each program has a streaming context of its
 * own on the same Spark, so that later ones run in a JVM that is warm. Prints a line when a program has begun, and what it
 * measured.
 */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
public final class SparkTopics {
    private final JavaSparkContext spark;
    private final Broker broker;
    private final Path directory;
    private @Nullable JavaStreamingContext running;
    private int programs;

    private SparkTopics(String servers, int partitions, Path directory) {
        this.broker = new Broker(servers, partitions);
        this.directory = directory;
        this.spark = new JavaSparkContext(new SparkConf()
                .setAppName("topics")
                .setMaster("local[" + partitions + "]")
                .set("spark.default.parallelism", Integer.toString(partitions))
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.shuffle.compress", "false")
                .set("spark.local.dir", directory.resolve("local").toString())
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.log.level", "WARN")
                .set("spark.ui.enabled", "false"));
    }

    /** Runs with the address of a broker, the number of partitions of all topics, and a directory for what it leaves. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SparkTopics topics = new SparkTopics(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(topics.done(List.of(line.split(" "))));
        }
        Runtime.getRuntime().halt(0);
    }

    private String done(List<String> words) throws InterruptedException {
        return switch (words.get(0)) {
            case "source" -> "took " + source(words.get(1), Long.parseLong(words.get(2)));
            case "counts" -> {
                JavaStreamingContext context = context(Long.parseLong(words.get(3)));
                context.checkpoint(directory.resolve("checkpoint-" + programs).toString());
                Counts.define(context, broker, words.get(1), words.get(2));
                yield begun(context);
            }
            case "pass" -> {
                JavaStreamingContext context = context(Long.parseLong(words.get(3)));
                Pass.define(context, broker, words.get(1), words.get(2));
                yield begun(context);
            }
            case "stop" -> stopped();
            default -> throw new IllegalArgumentException("nobody knows what " + words + " means");
        };
    }

    private JavaStreamingContext context(long intervalMillis) {
        programs++;
        return new JavaStreamingContext(spark, new Duration(intervalMillis));
    }

    private double source(String topic, long records) throws InterruptedException {
        JavaStreamingContext context = context(100);
        Lengths.define(context, broker, topic);
        context.start();
        double seconds = Lengths.await(records);
        context.stop(false, false);
        return seconds;
    }

    private String begun(JavaStreamingContext context) {
        running = context;
        context.start();
        return "begun";
    }

    private String stopped() {
        JavaStreamingContext context = running;
        if (context != null) {
            context.stop(false, false);
            running = null;
        }
        Outputs.close();
        return "stopped";
    }
}
