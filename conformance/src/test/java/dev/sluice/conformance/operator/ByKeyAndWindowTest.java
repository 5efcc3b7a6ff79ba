package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.PairDStream;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByKeyAndWindowTest extends OperatorTable {
    private static final HashPartitioner TWO = new HashPartitioner(2);
    private static final Batches<KeyValue<String, Integer>> PAIRS = batches(
            batch(kv("a", 1), kv("b", 10)),
            batch(kv("a", 2)),
            batch(),
            batch(kv("b", 20), kv("a", 4), kv("a", 5)),
            batch());

    @Test
    void groupByKeyAndWindowGivesValuesOldestFirst() {
        checkPairs(PAIRS, pairs -> pairs.groupByKeyAndWindow(seconds(2)))
                .gives(
                        batch(kv("a", List.of(1)), kv("b", List.of(10))),
                        batch(kv("a", List.of(1, 2)), kv("b", List.of(10))),
                        batch(kv("a", List.of(2))),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))),
                        batch());
    }

    @Test
    void groupByKeyAndWindowComesAtItsSlides() {
        checkPairs(PAIRS, pairs -> pairs.groupByKeyAndWindow(seconds(4), seconds(2)))
                .gives(
                        nothing(),
                        batch(kv("a", List.of(1, 2)), kv("b", List.of(10))),
                        nothing(),
                        batch(kv("a", List.of(1, 2, 4, 5)), kv("b", List.of(10, 20))),
                        nothing(),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))));
        checkPairs(PAIRS, pairs -> pairs.groupByKeyAndWindow(seconds(1), seconds(2), 3))
                .gives(
                        nothing(),
                        batch(kv("a", List.of(2))),
                        nothing(),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))));
        checkPairs(PAIRS, pairs -> pairs.groupByKeyAndWindow(seconds(2), seconds(2), TWO))
                .gives(
                        nothing(),
                        batch(kv("a", List.of(1, 2)), kv("b", List.of(10))),
                        nothing(),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))));
    }

    @Test
    void reduceByKeyAndWindowCombinesOldestFirst() {
        checkPairs(PAIRS, pairs -> pairs.mapValues(String::valueOf).reduceByKeyAndWindow(String::concat, seconds(4)))
                .gives(
                        batch(kv("a", "1"), kv("b", "10")),
                        batch(kv("a", "12"), kv("b", "10")),
                        batch(kv("a", "12"), kv("b", "10")),
                        batch(kv("a", "1245"), kv("b", "1020")),
                        batch(kv("a", "245"), kv("b", "20")),
                        batch(kv("a", "45"), kv("b", "20")),
                        batch(kv("a", "45"), kv("b", "20")),
                        batch());
    }

    @Test
    void aKeyLeavesWithItsLastBatch() {
        checkPairs(PAIRS, pairs -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(1)))
                .gives(
                        batch(kv("a", 1), kv("b", 10)),
                        batch(kv("a", 3), kv("b", 10)),
                        batch(kv("a", 2)),
                        batch(kv("a", 9), kv("b", 20)),
                        batch(kv("a", 9), kv("b", 20)),
                        batch(),
                        batch());
    }

    @Test
    void theSlideMayBeShorterThanTheWindowOrLonger() {
        checkPairs(PAIRS, pairs -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(4), seconds(2), 3))
                .gives(
                        nothing(),
                        batch(kv("a", 3), kv("b", 10)),
                        nothing(),
                        batch(kv("a", 12), kv("b", 30)),
                        nothing(),
                        batch(kv("a", 9), kv("b", 20)));
        checkPairs(PAIRS, pairs -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(1), seconds(2), TWO))
                .gives(nothing(), batch(kv("a", 2)), nothing(), batch(kv("a", 9), kv("b", 20)), nothing(), batch());
        checkPairs(PAIRS, pairs -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(3)))
                .gives(nothing(), nothing(), batch(kv("a", 2)), nothing(), nothing(), batch());
    }

    @Test
    void anInverseGivesTheSameAsTheFunctionAlone() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(2), seconds(1)))
                .gives(
                        batch(kv("a", 1), kv("b", 10)),
                        batch(kv("a", 3), kv("b", 10)),
                        batch(kv("a", 2)),
                        batch(kv("a", 9), kv("b", 20)),
                        batch(kv("a", 9), kv("b", 20)),
                        batch(),
                        batch());
    }

    @Test
    void aKeyWithNothingLeftIsGoneAndNotZero() {
        checkPairs(
                        batches(batch(kv("a", 5)), batch(), batch(kv("a", 7))),
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(1), seconds(1)))
                .gives(batch(kv("a", 5)), batch(), batch(kv("a", 7)), batch());
    }

    @Test
    void aKeyWhoseSumIsZeroStays() {
        checkPairs(
                        batches(batch(kv("a", 5), kv("a", -5)), batch()),
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(2), seconds(1)))
                .gives(batch(kv("a", 0)), batch(kv("a", 0)), batch());
    }

    @Test
    void anInverseIsRightAlsoWhereTheSlideIsLongerThanTheWindow() {
        checkPairs(
                        batches(
                                batch(kv("a", 1)),
                                batch(kv("a", 2)),
                                batch(kv("a", 4)),
                                batch(kv("a", 8)),
                                batch(kv("a", 16)),
                                batch(kv("a", 32)),
                                batch(kv("a", 64)),
                                batch(kv("a", 128)),
                                batch(kv("a", 256))),
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(2), seconds(3)))
                .gives(
                        nothing(),
                        nothing(),
                        batch(kv("a", 6)),
                        nothing(),
                        nothing(),
                        batch(kv("a", 48)),
                        nothing(),
                        nothing(),
                        batch(kv("a", 384)));
    }

    @Test
    void aFilterDecidesWhatComesOutAndNotWhatIsHeld() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum,
                                (all, old) -> all - old,
                                seconds(2),
                                seconds(1),
                                TWO,
                                pair -> pair.value() > 2))
                .gives(
                        batch(kv("b", 10)),
                        batch(kv("a", 3), kv("b", 10)),
                        batch(),
                        batch(kv("a", 9), kv("b", 20)),
                        batch(kv("a", 9), kv("b", 20)),
                        batch());
        checkPairs(
                        PAIRS,
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(2), seconds(2), TWO, null))
                .gives(nothing(), batch(kv("a", 3), kv("b", 10)), nothing(), batch(kv("a", 9), kv("b", 20)));
    }

    @Test
    void anyAggregateCanBeTakenOfEachKeyOverAWindowOfTime() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.aggregateByKey(
                                Window.sliding(seconds(2), seconds(1)), Aggregates.average(n -> n)))
                .gives(
                        batch(kv("a", 1.0), kv("b", 10.0)),
                        batch(kv("a", 1.5), kv("b", 10.0)),
                        batch(kv("a", 2.0)),
                        batch(kv("a", 4.5), kv("b", 20.0)));
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Window.tumbling(seconds(2)), Aggregates.toList(), 3))
                .gives(
                        nothing(),
                        batch(kv("a", List.of(1, 2)), kv("b", List.of(10))),
                        nothing(),
                        batch(kv("a", List.of(4, 5)), kv("b", List.of(20))));
    }

    @Test
    void batchesBeforeTheFirstRecordGiveEmptyWindows() {
        checkPairs(
                        batches(batch(), batch(), batch(kv("a", 1))),
                        pairs -> pairs.reduceByKeyAndWindow(
                                Integer::sum, (all, old) -> all - old, seconds(2), seconds(1)))
                .gives(batch(), batch(), batch(kv("a", 1)), batch(kv("a", 1)), batch());
    }

    @Test
    void windowsFollowWindows() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(2))
                                .reduceByKeyAndWindow(Integer::sum, seconds(4), seconds(2)))
                .gives(
                        nothing(),
                        batch(kv("a", 3), kv("b", 10)),
                        nothing(),
                        batch(kv("a", 12), kv("b", 30)),
                        nothing(),
                        batch(kv("a", 9), kv("b", 20)));
    }

    @Test
    void theWindowComesInThePartitionsAsked() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pairs = tester.pairInput(PAIRS);
            var grouped = tester.collect(
                    pairs.groupByKeyAndWindow(seconds(2), seconds(1), 5).glom());
            var reduced = tester.collect(pairs.reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(1), 4)
                    .glom());
            tester.runBatches(2);
            assertThat(grouped.last()).hasSize(5);
            assertThat(reduced.last()).hasSize(4);
        }
    }

    @Test
    void lengthAndSlideAreChecked() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pairs = tester.pairInput(PAIRS);
            assertThatThrownBy(() -> pairs.reduceByKeyAndWindow(Integer::sum, Duration.ofMillis(1500)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("reduceByKeyAndWindow at ByKeyAndWindowTest.java:\\d+: the window must be a"
                            + " multiple of the parent's slide PT1S, but was PT1.5S; try PT1S");
            assertThatThrownBy(() -> pairs.groupByKeyAndWindow(seconds(2), Duration.ofMillis(1)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("groupByKeyAndWindow at ByKeyAndWindowTest.java:\\d+: the slide must be a"
                            + " multiple of the parent's slide PT1S, but was PT0.001S; try PT1S");
            assertThatThrownBy(() -> pairs.aggregateByKey(Window.tumbling(Duration.ZERO), Aggregates.count()))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching(
                            "aggregateByKey at ByKeyAndWindowTest.java:\\d+: the window must be positive, but"
                                    + " was PT0S; the slide must be positive, but was PT0S");
        }
    }
}
