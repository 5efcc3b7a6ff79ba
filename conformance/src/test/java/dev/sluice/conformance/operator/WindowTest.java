package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest extends OperatorTable {
    private static final Batches<Integer> FIVE = batches(batch(1, 10), batch(2), batch(), batch(4), batch(5));

    @Test
    void aWindowHoldsTheLastBatchesOldestFirst() {
        check(FIVE, numbers -> numbers.window(seconds(2)))
                .gives(batch(1, 10), batch(1, 10, 2), batch(2), batch(4), batch(4, 5), batch(5), batch());
    }

    @Test
    void theFirstWindowsHoldWhatThereIs() {
        check(FIVE, numbers -> numbers.window(seconds(4)))
                .gives(batch(1, 10), batch(1, 10, 2), batch(1, 10, 2), batch(1, 10, 2, 4), batch(2, 4, 5));
    }

    @Test
    void aWindowOfOneBatchIsTheBatch() {
        check(FIVE, numbers -> numbers.window(seconds(1))).gives(batch(1, 10), batch(2), batch(), batch(4), batch(5));
    }

    @Test
    void tumblingWindowsComeAtTheirEnds() {
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(2)))
                .gives(nothing(), batch(1, 10, 2), nothing(), batch(4), nothing(), batch(5));
    }

    @Test
    void aSlideShorterThanTheWindowRepeatsRecords() {
        check(FIVE, numbers -> numbers.window(seconds(4), seconds(2)))
                .gives(nothing(), batch(1, 10, 2), nothing(), batch(1, 10, 2, 4), nothing(), batch(4, 5));
    }

    @Test
    void aSlideLongerThanTheWindowLeavesRecordsOut() {
        check(FIVE, numbers -> numbers.window(seconds(1), seconds(3)))
                .gives(nothing(), nothing(), batch(), nothing(), nothing(), batch());
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(3)))
                .gives(nothing(), nothing(), batch(2), nothing(), nothing(), batch(5));
    }

    @Test
    void aWindowThatIsNoMultipleOfItsSlideHoldsItsLengthAllTheSame() {
        check(FIVE, numbers -> numbers.window(seconds(3), seconds(2)))
                .gives(nothing(), batch(1, 10, 2), nothing(), batch(2, 4), nothing(), batch(4, 5));
    }

    @Test
    void stepsBehindAWindowRunOnlyAtItsSlides() {
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(2)).map(n -> n * 2))
                .gives(nothing(), batch(2, 20, 4), nothing(), batch(8));
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(2)).count())
                .gives(nothing(), batch(3L), nothing(), batch(1L));
    }

    @Test
    void aWindowOfAWindowCountsInSlidesOfTheFirst() {
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(2)).window(seconds(4)))
                .gives(nothing(), batch(1, 10, 2), nothing(), batch(1, 10, 2, 4), nothing(), batch(4, 5));
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(1)).window(seconds(2), seconds(1)))
                .gives(batch(1, 10), batch(1, 10, 1, 10, 2), batch(1, 10, 2, 2), batch(2, 4), batch(4, 4, 5));
        check(FIVE, numbers -> numbers.window(seconds(2), seconds(2)).window(seconds(4), seconds(4)))
                .gives(nothing(), nothing(), nothing(), batch(1, 10, 2, 4), nothing(), nothing(), nothing(), batch(5));
    }

    @Test
    void aWindowOfAStreamWithKeysKeepsItsKind() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("b", 2)), batch(kv("a", 3))),
                        pairs -> pairs.window(seconds(2)).reduceByKey(Integer::sum))
                .gives(batch(kv("a", 1)), batch(kv("a", 1), kv("b", 2)), batch(kv("b", 2), kv("a", 3)));
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("a", 2))),
                        pairs -> pairs.window(seconds(2), seconds(2)).mapValues(n -> n * 10))
                .gives(nothing(), batch(kv("a", 10), kv("a", 20)));
    }

    @Test
    void windowsOfEqualSlideCanBeUnited() {
        check(
                        FIVE,
                        batches(batch(100), batch(200)),
                        (left, right) ->
                                left.window(seconds(2), seconds(2)).union(right.window(seconds(4), seconds(2))))
                .gives(nothing(), batch(1, 10, 2, 100, 200), nothing(), batch(4, 100, 200));
    }

    @Test
    void theStepsBeforeAWindowRunOncePerBatch() {
        try (StreamTester tester = StreamTester.create()) {
            Engine.Counter calls = tester.context().counter("calls");
            Collected<Integer> windows = tester.collect(tester.input(FIVE)
                    .map(n -> {
                        calls.add(1);
                        return n;
                    })
                    .window(seconds(3), seconds(1)));
            tester.runBatches(6);
            assertThat(windows.last()).containsExactly(4, 5);
            assertThat(calls.value()).isEqualTo(5);
        }
    }

    @Test
    void theSlideDurationOfAWindowIsItsSlide() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1));
            assertThat(numbers.slideDuration()).isEqualTo(seconds(1));
            assertThat(numbers.window(seconds(3)).slideDuration()).isEqualTo(seconds(1));
            assertThat(numbers.window(seconds(3), seconds(2)).map(n -> n).slideDuration())
                    .isEqualTo(seconds(2));
        }
    }

    @Test
    void windowAndSlideMustBeMultiplesOfTheParentsSlide() {
        refused(
                "the window must be a multiple of the parent's slide PT1S, but was PT2.5S; try PT2S",
                Duration.ofMillis(2500),
                seconds(1));
        refused(
                "the slide must be a multiple of the parent's slide PT1S, but was PT0.5S; try PT1S",
                seconds(2),
                Duration.ofMillis(500));
        refused("the window must be positive, but was PT0S", Duration.ZERO, seconds(1));
        refused("the slide must be positive, but was PT-1S", seconds(2), seconds(-1));
        refused(
                "the window must be a multiple of the parent's slide PT1S, but was PT1.000000001S; try PT1S",
                seconds(1).plusNanos(1),
                seconds(1));
    }

    @Test
    void everyBrokenRuleOfAWindowIsToldAtOnce() {
        refused(
                "the window must be positive, but was PT0S; the slide must be a multiple of the parent's slide PT1S, but"
                        + " was PT1.5S; try PT1S",
                Duration.ZERO,
                Duration.ofMillis(1500));
    }

    private static void refused(String rule, Duration length, Duration slide) {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1));
            assertThatThrownBy(() -> numbers.window(length, slide))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("window at WindowTest.java:\\d+: \\Q" + rule + "\\E");
        }
    }
}
