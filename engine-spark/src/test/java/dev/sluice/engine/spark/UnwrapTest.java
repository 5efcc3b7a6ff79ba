package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.rdd.Rdd;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class UnwrapTest extends EngineTest {
    private static StreamTester onSpark() {
        return StreamTester.create(builder -> builder.master("spark:local[2]"));
    }

    @Test
    void aBatchIsAnRddOfSparkWithTheSamePartitions() {
        JavaRDD<Integer> unwrapped =
                SparkEngine.unwrap(rdd(List.of(1, 2), List.of(), List.of(3)).map(n -> n * 10));
        assertThat(unwrapped.glom().collect()).containsExactly(List.of(10, 20), List.of(), List.of(30));
    }

    @Test
    void sparkWorksOnTheBatchesOfAStream() {
        List<List<Tuple2<String, Integer>>> seen = new ArrayList<>();
        try (StreamTester tester = onSpark()) {
            DStream<String> words = tester.input(List.of("a", "b", "a"), List.of("c"));
            words.mapToPair(word -> KeyValue.of(word, 1))
                    .foreachRdd(rdd -> seen.add(SparkEngine.unwrapPairs(rdd)
                            .reduceByKey(Integer::sum)
                            .sortByKey()
                            .collect()));
            tester.runBatches(2);
        }
        assertThat(seen)
                .containsExactly(List.of(new Tuple2<>("a", 2), new Tuple2<>("b", 1)), List.of(new Tuple2<>("c", 1)));
    }

    @Test
    void whatSparkMadeGoesOnInTheStreamWithStateAndOutputs() {
        try (StreamTester tester = onSpark()) {
            DStream<Integer> numbers = tester.input(List.of(3, 1, 2), List.of(5, 4));
            DStream<Integer> sorted = numbers.transform(
                    rdd -> SparkEngine.wrap(rdd, SparkEngine.unwrap(rdd).sortBy(n -> n, true, 2)));
            Collected<Integer> collected = tester.collect(sorted);
            Collected<KeyValue<String, Long>> counts = tester.collect(sorted.mapToPair(n -> KeyValue.of("all", 1L))
                    .updateStateByKey((values, before) -> Optional.of(before.orElse(0L) + values.size())));
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(1, 2, 3), List.of(4, 5));
            assertThat(counts.batches())
                    .containsExactly(List.of(KeyValue.of("all", 3L)), List.of(KeyValue.of("all", 5L)));
        }
    }

    @Test
    void anRddThatDoesNotComeFromTheBatchCanBeJoinedToIt() {
        Rdd<Integer> numbers = rdd(List.of(1, 2, 3));
        JavaSparkContext spark = SparkEngine.context(numbers);
        JavaRDD<Integer> even = spark.parallelize(List.of(2, 4), 1);
        assertThat(numbers.intersection(SparkEngine.wrap(numbers, even)).collect())
                .containsExactly(2);
    }

    @Test
    void recordsThatSparkLeavesInOtherProcessesAreBytes() {
        Rdd<String> again = SparkEngine.wrap(
                rdd(List.of("x")), SparkEngine.unwrap(rdd(List.of("b", "a"))).repartition(1));
        assertThat(again.collect()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void onAnotherEngineThereIsNothingToUnwrap() {
        List<String> thrown = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(builder -> builder.master("local[1]"))) {
            tester.input(List.of(1)).foreachRdd(rdd -> {
                thrown.add(refused(() -> SparkEngine.unwrap(rdd)));
                thrown.add(refused(() -> SparkEngine.context(rdd)));
            });
            tester.runBatches(1);
        }
        String reason =
                " at UnwrapTest\\.java:\\d+: there is no RDD of Spark behind this batch, since the program runs on"
                        + " another engine; give the builder a master of Spark's, for example"
                        + " \\.master\\(\"spark:local\\[2\\]\"\\)";
        assertThat(thrown)
                .satisfiesExactly(
                        unwrap -> assertThat(unwrap).matches("unwrap" + reason),
                        context -> assertThat(context).matches("context" + reason));
    }

    private static String refused(Runnable call) {
        try {
            call.run();
            return "not refused";
        } catch (InvalidProgramException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void whatSparkThrowsFailsTheBatch() {
        JavaRDD<Integer> failing = SparkEngine.unwrap(rdd(List.of(1))).map(n -> {
            throw new IllegalStateException("no " + n);
        });
        assertThatThrownBy(() -> SparkEngine.wrap(rdd(List.of(1)), failing).collect())
                .hasStackTraceContaining("no 1");
    }
}
