package dev.sluice.engine.spark;

import dev.sluice.Builder;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Runs a program with state and windows on a cluster of processes where tasks hang, so that Spark makes second attempts,
 * and the same program in this JVM; says which batches differ. For {@link SpeculationTest}.
 */
public final class SpeculationProgram {
    /** Where tasks hang: before the exchange, in two kinds of state, and where a window is combined. */
    private static final int PLACES = 4;

    /** Where an attempt that is let go has not noticed that Spark gave it up, and writes its state to the end. */
    private static final int DEAF = 1;

    /** A task hangs from the first to the end of the second; in the third it has ended. */
    private static final int BATCHES = 3;

    private SpeculationProgram() {}

    /** Runs it with a directory for the checkpoint. */
    public static void main(String[] arguments) throws Exception {
        try (LoopbackCluster cluster = OneSparkContext.cluster();
                Barrier barrier = new Barrier()) {
            set("spark.driver.host", "127.0.0.1");
            set("spark.executor.memory", "512m");
            set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
            set("spark.extraListeners", Attempts.class.getName());
            set("spark.locality.wait", "100ms");
            set("spark.speculation", "true");
            set("spark.speculation.interval", "100ms");
            set("spark.speculation.multiplier", "1.01");
            set("spark.speculation.quantile", "0.1");
            Path directory = Path.of(arguments[0]);
            List<String> onCluster = run(
                    builder -> builder.master(cluster.master()).checkpoint(directory),
                    barrier.places(),
                    place -> letGo(barrier, place));
            List<String> here = run(builder -> builder.master("local[2]"), new HeldUp(0), place -> {});
            OwnProcess.tellWhetherSame(onCluster, here);
        }
        System.exit(0);
    }

    private static void set(String option, String value) {
        System.setProperty(option, value);
    }

    /** The batches have come to their end, so an attempt that still hangs is not what they waited for. */
    private static void letGo(Barrier barrier, int place) throws Exception {
        Attempts.forgetGivenUp();
        boolean hung = barrier.letGo(place);
        if (hung && Attempts.awaitGivenUp()) {
            System.out.println("overtaken at " + place + " with " + Attempts.second() + " second attempts in all");
        }
    }

    /** What happens while the first attempt at a place hangs. */
    private interface Meanwhile {
        void at(int place) throws Exception;
    }

    private static List<String> run(UnaryOperator<Builder> where, HeldUp heldUp, Meanwhile meanwhile) throws Exception {
        List<String> results = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(where)) {
            PairDStream<Integer, Long> pairs = tester.input(
                            Batches.of(batches()).inPartitions(2))
                    .mapToPair(n -> KeyValue.of(Math.floorMod(n, 7), passed(heldUp, 0, n)));
            Collected<KeyValue<Integer, Long>> sums = tester.collect(pairs.updateStateByKey((values, sum) -> {
                long total = sum.orElse(0L);
                for (long value : values) {
                    total += passed(heldUp, 1, value);
                }
                return Optional.of(total);
            }));
            Collected<KeyValue<Integer, Long>> counts = tester.collect(pairs.mapWithState(
                    StateSpec.<Integer, Long, Long, KeyValue<Integer, Long>>function((key, value, count) -> {
                        count.update(count.getOption().orElse(0L) + 1);
                        return KeyValue.of(key, count.get() * 1_000_000 + passed(heldUp, 2, value.orElse(0L)));
                    })));
            Collected<KeyValue<Integer, Long>> windows = tester.collect(pairs.reduceByKeyAndWindow(
                    (left, right) -> left + passed(heldUp, 3, right), Duration.ofSeconds(4), Duration.ofSeconds(1)));
            for (int place = 0; place < PLACES; place++) {
                tester.runBatches(BATCHES - 1);
                meanwhile.at(place);
                tester.runBatches(1);
            }
            for (int batch = 0; batch < PLACES * BATCHES; batch++) {
                results.add(batch + 1 + ": " + sums.batches().get(batch) + " "
                        + counts.batches().get(batch) + " " + windows.batches().get(batch));
            }
        }
        return results;
    }

    private static long passed(HeldUp heldUp, int place, long n) throws IOException {
        if (n == mark(place)) {
            heldUp.at(place);
            if (place == DEAF) {
                Thread.interrupted();
            }
        }
        return n;
    }

    /** The record at which an attempt hangs. */
    private static int mark(int place) {
        return -1 - place;
    }

    private static List<List<Integer>> batches() {
        return IntStream.range(0, PLACES * BATCHES)
                .mapToObj(batch -> IntStream.range(0, 50)
                        .map(n -> n == 49 && batch % BATCHES == 0 ? mark(batch / BATCHES) : n * (batch + 1))
                        .boxed()
                        .toList())
                .toList();
    }
}
