package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.engine.Engine;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextTest {
    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void parallelizeGivesAnRddBesideTheStreams() {
        Rdd<Integer> numbers = tester.context().parallelize(List.of(1, 2, 3, 4, 5));
        assertThat(numbers.collect()).containsExactly(1, 2, 3, 4, 5);
        assertThat(tester.context().parallelize(List.of(1, 2, 3), 3).glom().collect())
                .containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(tester.context().parallelize(List.of(), 2).glom().collect()).containsExactly(List.of(), List.of());
        assertThatThrownBy(() -> tester.context().parallelize(List.of(1), 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of partitions must be at least 1, but was 0");
    }

    @Test
    void parallelizePairsGivesAnRddWithKeys() {
        PairRdd<String, Integer> pairs = tester.context().parallelizePairs(List.of(kv("a", 1), kv("a", 2)));
        assertThat(pairs.reduceByKey(Integer::sum).collect()).containsExactly(kv("a", 3));
    }

    @Test
    void parallelizedDataIsACopy() {
        List<Integer> mine = new ArrayList<>(List.of(1, 2));
        Rdd<Integer> numbers = tester.context().parallelize(mine);
        mine.add(3);
        assertThat(numbers.collect()).containsExactly(1, 2);
    }

    @Test
    void broadcastsAreReadByFunctions() {
        Engine.Broadcast<List<String>> stopWords = tester.context().broadcast(List.of("the", "a"));
        Collected<String> words = tester.collect(tester.input(batch("the", "cat"))
                .filter(word -> !stopWords.value().contains(word)));
        tester.runBatches(1);
        assertThat(words.all()).containsExactly("cat");
    }

    @Test
    void countersAreAddedToByFunctions() {
        Engine.Counter seen = tester.context().counter("seen");
        Collected<Integer> numbers =
                tester.collect(tester.input(batch(1, 2), batch(3)).map(n -> {
                    seen.add(n);
                    return n;
                }));
        tester.runBatches(2);
        assertThat(seen.value()).isEqualTo(6);
        assertThat(tester.context().counter("seen").value()).isEqualTo(6);
        assertThat(tester.context().counter("other").value()).isZero();
        assertThat(numbers.all()).hasSize(3);
    }

    @Test
    void aConstantStreamGivesTheSameInEveryBatch() {
        Rdd<Integer> numbers = tester.context().parallelize(List.of(1, 2));
        Collected<Integer> collected =
                tester.collect(tester.context().constantStream(numbers).map(n -> n * 10));
        tester.runBatches(3);
        assertThat(collected.batches()).containsExactly(List.of(10, 20), List.of(10, 20), List.of(10, 20));
    }

    @Test
    void aQueueGivesOneElementPerBatchAlsoOfWhatIsAddedLater() {
        Queue<List<Integer>> queue = new ArrayDeque<>(List.of(List.of(1, 2), List.of(3)));
        Collected<Integer> collected = tester.collect(tester.context().queueStream(queue));
        tester.runBatches(3);
        queue.add(List.of(4));
        tester.runBatches(2);
        assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of(3), List.of(), List.of(4), List.of());
    }

    @Test
    void aStreamKnowsItsContextAndItsOrigin() {
        DStream<Integer> numbers = tester.input(batch(1)).map(n -> n);
        assertThat(numbers.context()).isSameAs(tester.context());
        assertThat(numbers.toString()).matches("map at ContextTest.java:\\d+");
        assertThat(numbers.id("numbers").toString()).matches("numbers = map at ContextTest.java:\\d+");
    }

    @Test
    void sliceGivesThePastBatchesFromOneTimeToAnother() {
        try (StreamTester remembering = StreamTester.create(builder -> builder.remember(Duration.ofSeconds(3)))) {
            DStream<Integer> numbers = remembering
                    .input(batch(1), batch(2), batch(3), batch(4), batch(5))
                    .map(n -> n * 10);
            PairDStream<Integer, Integer> pairs = numbers.keyBy(n -> n);
            Collected<?> unused = remembering.collect(pairs);
            remembering.runBatches(5);
            assertThat(slice(numbers, 3, 5)).containsExactly(List.of(30), List.of(40), List.of(50));
            assertThat(slice(numbers, 4, 4)).containsExactly(List.of(40));
            assertThat(slice(numbers, 0, 9)).containsExactly(List.of(30), List.of(40), List.of(50));
            assertThat(slice(numbers, 6, 9)).isEmpty();
            assertThat(slice(numbers, 5, 3)).isEmpty();
            assertThat(pairs.slice(Instant.ofEpochSecond(5), Instant.ofEpochSecond(5)))
                    .singleElement()
                    .satisfies(rdd -> assertThat(rdd.values().collect()).containsExactly(50));
            assertThat(unused.batches()).hasSize(5);
        }
    }

    private static List<List<Integer>> slice(DStream<Integer> stream, long from, long to) {
        return stream.slice(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)).stream()
                .map(Rdd::collect)
                .toList();
    }

    @Test
    void sliceNeedsAStartedContextThatRemembers() {
        DStream<Integer> numbers = tester.input(batch(1)).map(n -> n);
        Collected<Integer> unused = tester.collect(numbers);
        assertThatThrownBy(() -> slice(numbers, 0, 1))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("slice needs a context that was started; this one is INITIALIZED");
        tester.runBatches(1);
        assertThatThrownBy(() -> slice(numbers, 0, 1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching("map at ContextTest.java:\\d+: its past batches are not kept; call"
                        + " remember\\(duration\\) on the context before the start");
        assertThat(unused.batches()).hasSize(1);
    }

    @Test
    void explainShowsEveryOutputWithTheStepsThatLeadToIt() {
        PairDStream<String, Integer> pairs = tester.pairInput(batch(kv("a", 1)));
        PairDStream<String, Integer> counts =
                pairs.updateStateByKey(ContextTest::keep).id("counts");
        counts.print();
        pairs.reduceByKeyAndWindow(Integer::sum, Duration.ofSeconds(4), Duration.ofSeconds(2))
                .join(counts.window(Duration.ofSeconds(2), Duration.ofSeconds(2)))
                .foreachRdd(rdd -> {});
        assertThat(tester.context().explain().replaceAll("ContextTest.java:\\d+", "here"))
                .isEqualTo("""
                        batches of PT1S
                        output 0: print at here, at least once: a batch that is run again arrives again
                          (1) counts = updateStateByKey at here, every PT1S, state "counts", kept for PT2S
                            (2) mapToPair at here, every PT1S, computed once for all its readers
                              (3) stream at here, every PT1S, reads batches of a test; once in each run: the batches are part of the test
                        output 1: foreachRdd at here, at least once: a batch that is run again arrives again
                          (4) join at here, every PT2S
                            (5) reduceByKeyAndWindow at here, every PT2S
                              (6) reduceByKeyAndWindow at here, every PT1S, state "reduceByKeyAndWindow(batches of a test#1)#1"
                                (2) as above: mapToPair at here
                            (7) window at here, every PT2S
                              (1) as above: counts = updateStateByKey at here
                        """);
    }

    private static Optional<Integer> keep(List<Integer> values, Optional<Integer> state) {
        return state.or(() -> Optional.of(1));
    }

    @Test
    void explainNeedsAnOutput() {
        tester.input(batch(1));
        assertThatThrownBy(() -> tester.context().explain())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("no output operation is registered");
    }
}
