package dev.sluice.examples.guide;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;
import static dev.sluice.testkit.StreamCheck.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.error.OperatorException;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.Script;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/testing.md. */
class TestingTest {
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
        check(batches(batch("a b", "a"), batch("b"), nothing()), TestingTest::counts)
                .inAnyOrder()
                .gives(batch(kv("a", 2L), kv("b", 1L)), batch(kv("a", 2L), kv("b", 2L)), batch(kv("b", 1L)));
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
}
