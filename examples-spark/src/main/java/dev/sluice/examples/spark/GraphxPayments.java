package dev.sluice.examples.spark;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.engine.spark.SparkEngine;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.rdd.Rdd;
import dev.sluice.source.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.graphx.Edge;
import org.apache.spark.graphx.Graph;
import org.apache.spark.graphx.lib.ConnectedComponents;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Each batch as a graph: who is connected with whom by what was paid in it. */
@Command(name = "graphx-payments", description = "finds accounts that payments of a batch connect (GraphX)")
final class GraphxPayments implements Callable<Integer> {
    private static final int ACCOUNTS = 60;

    @Mixin
    private RunOptions options;

    /** Money that went from one account to another. */
    record Payment(long from, long to) implements Serializable {}

    // snippet: spark-graphx
    private static final ClassTag<Integer> INTEGER = ClassTag$.MODULE$.apply(Integer.class);
    private static final StorageLevel KEPT = StorageLevel.MEMORY_ONLY();

    /** How many accounts each group has that payments of a batch connect, by the group's lowest account. */
    static Map<Long, Long> groups(Rdd<Payment> batch) {
        JavaRDD<Edge<Integer>> edges =
                SparkEngine.unwrap(batch).map(payment -> new Edge<>(payment.from(), payment.to(), 1));
        Graph<Integer, Integer> graph = Graph.fromEdges(edges.rdd(), 0, KEPT, KEPT, INTEGER, INTEGER);
        Graph<Object, Integer> connected = ConnectedComponents.run(graph, INTEGER, INTEGER);
        Map<Object, Long> sizes =
                connected.vertices().toJavaRDD().map(Tuple2::_2).countByValue();
        connected.unpersist(true);
        graph.unpersist(true);
        Map<Long, Long> groups = new TreeMap<>();
        sizes.forEach((lowest, size) -> groups.put((Long) lowest, size));
        return groups;
    }
    // end

    static Payment payment(long number) {
        SplittableRandom random = new SplittableRandom(number);
        return new Payment(random.nextInt(ACCOUNTS), random.nextInt(ACCOUNTS));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("graphx-payments", Duration.ofSeconds(2)).build()) {
            DStream<Payment> payments = ssc.stream(Sources.generator(15, GraphxPayments::payment));
            Bulletin bulletin = new Bulletin();
            payments.foreachRdd((batch, when) -> bulletin.post(when, lines(groups(batch))));
            return Session.run(ssc, options);
        }
    }

    private static List<String> lines(Map<Long, Long> groups) {
        return groups.entrySet().stream()
                .map(group -> "account " + group.getKey() + " and " + (group.getValue() - 1) + " others")
                .toList();
    }
}
