package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a program with a state in a context of its own making, and says what executors hold before and after its end. */
public final class ForgetProgram {
    private static final int TASKS = 8;

    private ForgetProgram() {}

    /** Runs it with a directory for the states. */
    public static void main(String[] arguments) {
        try (LoopbackCluster cluster = OneSparkContext.cluster()) {
            JavaSparkContext spark = new JavaSparkContext(new SparkConf()
                    .setAppName("forget")
                    .setMaster(cluster.master())
                    .set("spark.ui.enabled", "false")
                    .set("spark.driver.host", "127.0.0.1")
                    .set("spark.executor.memory", "512m")
                    .set("spark.sluice.workspace", Path.of(arguments[0]).toString())
                    .set("spark.executor.extraClassPath", System.getProperty("java.class.path")));
            StreamTester tester = StreamTester.create(builder -> builder.master("spark:local[2]"));
            Collected<KeyValue<Integer, Integer>> sums = tester.collect(tester.pairInput(
                            List.of(KeyValue.of(1, 1), KeyValue.of(2, 2)), List.of(KeyValue.of(1, 3)))
                    .updateStateByKey(
                            (values, sum) -> Optional.of(values.stream().reduce(sum.orElse(0), Integer::sum))));
            tester.runBatches(2);
            System.out.println("sums " + sums.last() + ", runs held " + held(spark));
            tester.close();
            System.out.println("stopped " + spark.sc().isStopped() + ", runs held " + held(spark));
        }
        System.exit(0);
    }

    /** The most that a process of the cluster holds. */
    private static int held(JavaSparkContext spark) {
        return spark.parallelize(Collections.nCopies(TASKS, 0), TASKS)
                .map(task -> HeldStates.runs())
                .reduce(Math::max);
    }
}
