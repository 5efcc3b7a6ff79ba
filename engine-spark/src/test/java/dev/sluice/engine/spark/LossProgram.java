package dev.sluice.engine.spark;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.serializer.KryoSerializer;

/**
 * Runs a program with state and windows on a cluster of processes that use Kryo, and loses some of them between batches,
 * and the same program in this JVM; says which batches differ. For {@link LossTest}.
 */
public final class LossProgram {
    private static final int ROUNDS = 4;
    private static final int BATCHES = 3;

    private LossProgram() {}

    /** Runs it with a directory for the checkpoint. */
    public static void main(String[] arguments) throws Exception {
        List<String> lost = new ArrayList<>();
        try (LoopbackCluster cluster = OneSparkContext.cluster()) {
            Path directory = Path.of(arguments[0]);
            set("spark.driver.host", "127.0.0.1");
            set("spark.executor.memory", "512m");
            set("spark.serializer", KryoSerializer.class.getName());
            set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
            List<String> onCluster = run(
                    builder -> builder.master(cluster.master()).checkpoint(directory),
                    round -> lost.add(lose(cluster, round)));
            List<String> here = run(builder -> builder.master("local[2]"), round -> {});
            OwnProcess.tellWhetherSame(onCluster, here);
        }
        System.out.println("lost " + lost);
        System.exit(0);
    }

    private static void set(String option, String value) {
        System.setProperty(option, value);
    }

    private static String lose(LoopbackCluster cluster, int round) {
        return switch (round) {
            case 0 -> cluster.killExecutors(1) + " executor";
            case 1 -> cluster.killExecutors(2) + " executors";
            default -> cluster.killWorker() + " worker";
        };
    }

    /** What happens after some batches. */
    private interface Between {
        void after(int round);
    }

    private static List<String> run(UnaryOperator<Builder> where, Between between) {
        List<List<Integer>> batches = IntStream.rangeClosed(1, ROUNDS * BATCHES)
                .mapToObj(batch ->
                        IntStream.range(0, 50).map(n -> n * batch).boxed().toList())
                .toList();
        List<String> results = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(where)) {
            DStream<Integer> numbers = tester.input(Batches.of(batches).inPartitions(2));
            PairDStream<Integer, Long> pairs = numbers.mapToPair(n -> KeyValue.of(n % 7, (long) n));
            Collected<KeyValue<Integer, Long>> sums =
                    tester.collect(pairs.updateStateByKey((values, sum) -> Optional.of(
                            sum.orElse(0L) + values.stream().mapToLong(n -> n).sum())));
            Collected<KeyValue<Integer, Long>> windows =
                    tester.collect(pairs.reduceByKeyAndWindow(Math::max, Duration.ofSeconds(4), Duration.ofSeconds(1)));
            for (int round = 0; round < ROUNDS; round++) {
                tester.runBatches(BATCHES);
                if (round < ROUNDS - 1) {
                    between.after(round);
                }
            }
            for (int batch = 0; batch < ROUNDS * BATCHES; batch++) {
                results.add(batch + 1 + ": " + sums.batches().get(batch) + " "
                        + windows.batches().get(batch));
            }
        }
        return results;
    }
}
