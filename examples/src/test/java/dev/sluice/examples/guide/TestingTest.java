package dev.sluice.examples.guide;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;
import static dev.sluice.testkit.StreamCheck.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.OperatorException;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CollectingSink;
import dev.sluice.testkit.CollectingSink.Call;
import dev.sluice.testkit.Script;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/testing.md. */
class TestingTest {
    private static final Duration TWO_BATCHES = Duration.ofSeconds(2);

    // snippet: program under test
    static PairDStream<String, Long> counts(DStream<String> lines) {
        return lines.flatMap(line -> List.of(line.split(" ")))
                .mapToPair(word -> KeyValue.of(word, 1L))
                .reduceByKeyAndWindow(Long::sum, Duration.ofSeconds(2), Duration.ofSeconds(1));
    }
    // end

    // snippet: a table of batches
    @Test
    void aWordLeavesTheCountsWithItsBatch() {
        check(batches(batch("a b", "a"), batch("b"), batch()), TestingTest::counts)
                .gives(batch(kv("a", 2L), kv("b", 1L)), batch(kv("a", 2L), kv("b", 2L)), batch(kv("b", 1L)));
    }
    // end

    // snippet: a batch without output
    @Test
    void aTumblingWindowComesAtItsEnd() {
        check(batches(batch(1), batch(2), batch(3)), numbers -> numbers.window(TWO_BATCHES, TWO_BATCHES))
                .gives(nothing(), batch(1, 2), nothing(), batch(3));
    }
    // end

    // snippet: a clock wound by hand
    @Test
    void aSilentSensorTimesOut() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> readings = tester.pairInput(batch(kv("s1", 20)));
            Collected<String> news = tester.collect(
                    readings.mapWithState(StateSpec.<String, Integer, Integer, String>function(TestingTest::hear)
                            .timeout(Duration.ofSeconds(5))));
            tester.runBatches(6);
            assertThat(news.all()).containsExactly("s1 is heard");
            tester.runBatches(1);
            assertThat(news.last()).containsExactly("s1 is silent");
        }
    }

    static String hear(String sensor, Optional<Integer> reading, State<Integer> last) {
        if (last.isTimingOut()) {
            return sensor + " is silent";
        }
        last.update(reading.orElseThrow());
        return sensor + " is heard";
    }
    // end

    // snippet: failures and receivers
    @Test
    void whatARestartedReceiverStoresArrivesOnce() {
        try (StreamTester tester = StreamTester.create()) {
            Script<String> script = Script.<String>empty()
                    .store(1, "before")
                    .restart(1, "the line is cut")
                    .store(3, "after");
            Collected<String> lines = tester.collect(tester.receive(script));
            tester.runBatches(3);
            assertThat(lines.all()).containsExactly("before", "after");
        }
    }

    @Test
    void aFailureNamesTheOperator() {
        try (StreamTester tester = StreamTester.create()) {
            tester.collect(tester.input(batch("one")).map(Integer::parseInt));
            assertThat(tester.failureWithin(1))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("map at TestingTest.java");
        }
    }
    // end

    // snippet: a sink that fails
    @Test
    void aBatchThatFailsInTheSinkArrivesOnceAllTheSame() {
        CollectingSink<String> sink = new CollectingSink<String>().failOnce(1, Call.PUBLISH);
        FailurePolicy retry = FailurePolicy.retry(1, Duration.ZERO);
        try (StreamTester tester = StreamTester.create(settings -> settings.failures(retry))) {
            tester.input(batch("a"), batch("b")).to(sink);
            tester.runBatches(2);
        }
        assertThat(sink.batches()).containsExactly(List.of("a"), List.of("b"));
    }
    // end

    // snippet: a slow batch
    @Test
    void whatArrivesDuringASlowBatchIsInTheNextOne() {
        OverloadPolicy coalesce = OverloadPolicy.coalesce();
        try (StreamTester tester = StreamTester.create(settings -> settings.overload(coalesce))) {
            DStream<Integer> numbers = tester.input(batch(1), batch(2), batch(3), batch(4), batch(5));
            Collected<Integer> collected = tester.collect(numbers);
            numbers.foreachRdd((rdd, batch) -> {
                if (batch.id() == 1) {
                    tester.clock().elapse(Duration.ofSeconds(3));
                }
            });
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
        }
    }
    // end
}
