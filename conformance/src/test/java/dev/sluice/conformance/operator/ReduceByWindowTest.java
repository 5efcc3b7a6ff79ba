package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReduceByWindowTest extends OperatorTable {
    private static final Batches<String> WORDS =
            batches(batch("a", "b"), batch("c"), batch(), batch(), batch("d"), batch("e"));
    private static final Batches<Integer> POWERS =
            batches(batch(1), batch(2), batch(4), batch(8), batch(16), batch(32), batch(64), batch(128), batch(256));

    @Test
    void reduceByWindowCombinesOldestFirst() {
        check(WORDS, words -> words.reduceByWindow(String::concat, seconds(2), seconds(1)))
                .gives(batch("ab"), batch("abc"), batch("c"), batch(), batch("d"), batch("de"), batch("e"), batch());
    }

    @Test
    void reduceByWindowComesAtItsSlides() {
        check(WORDS, words -> words.reduceByWindow(String::concat, seconds(4), seconds(2)))
                .gives(nothing(), batch("abc"), nothing(), batch("abc"), nothing(), batch("de"));
        check(WORDS, words -> words.reduceByWindow(String::concat, seconds(1), seconds(2)))
                .gives(nothing(), batch("c"), nothing(), batch(), nothing(), batch("e"));
    }

    @Test
    void reduceByWindowWithAnInverseGivesTheSame() {
        check(POWERS, numbers -> numbers.reduceByWindow(Integer::sum, (all, old) -> all - old, seconds(3), seconds(1)))
                .gives(batch(1), batch(3), batch(7), batch(14), batch(28), batch(56), batch(112));
    }

    @Test
    void anInverseIsRightAlsoWhereTheSlideIsLongerThanTheWindow() {
        check(POWERS, numbers -> numbers.reduceByWindow(Integer::sum, (all, old) -> all - old, seconds(2), seconds(3)))
                .gives(
                        nothing(),
                        nothing(),
                        batch(6),
                        nothing(),
                        nothing(),
                        batch(48),
                        nothing(),
                        nothing(),
                        batch(384));
    }

    @Test
    void anEmptyWindowOfAnInverseGivesNoRecord() {
        check(
                        batches(batch(1), batch(), batch(), batch(5)),
                        numbers ->
                                numbers.reduceByWindow(Integer::sum, (all, old) -> all - old, seconds(2), seconds(1)))
                .gives(batch(1), batch(1), batch(), batch(5));
    }

    @Test
    void countByWindowGivesZeroForAnEmptyWindow() {
        check(WORDS, words -> words.countByWindow(seconds(2), seconds(1)))
                .gives(batch(2L), batch(3L), batch(1L), batch(0L), batch(1L), batch(2L), batch(1L), batch(0L));
        check(batches(batch("a")), words -> words.filter(word -> false).countByWindow(seconds(2), seconds(2)))
                .gives(nothing(), batch(0L));
    }

    @Test
    void countByWindowComesAtItsSlides() {
        check(WORDS, words -> words.countByWindow(seconds(4), seconds(2)))
                .gives(nothing(), batch(3L), nothing(), batch(3L), nothing(), batch(2L));
        check(WORDS, words -> words.countByWindow(seconds(1), seconds(3)))
                .gives(nothing(), nothing(), batch(0L), nothing(), nothing(), batch(1L));
    }

    @Test
    void countByValueAndWindowLeavesOutWhatIsNotInTheWindow() {
        check(
                        batches(batch("a", "b", "a"), batch("b"), batch(), batch("a")),
                        words -> words.countByValueAndWindow(seconds(2), seconds(1)))
                .gives(
                        batch(kv("a", 2L), kv("b", 1L)),
                        batch(kv("a", 2L), kv("b", 2L)),
                        batch(kv("b", 1L)),
                        batch(kv("a", 1L)),
                        batch(kv("a", 1L)),
                        batch());
    }

    @Test
    void countByValueAndWindowSpreadsTheValuesOverThePartitionsAsked() {
        try (StreamTester tester = StreamTester.create()) {
            var parts = tester.collect(tester.input(List.of("a", "b"), List.of("b"))
                    .countByValueAndWindow(seconds(2), seconds(2), 4)
                    .glom());
            tester.runBatches(2);
            assertThat(parts.batches()).hasSize(1);
            assertThat(parts.last()).hasSize(4);
            assertThat(parts.last().stream().flatMap(List::stream)).containsExactlyInAnyOrder(kv("a", 1L), kv("b", 2L));
        }
    }

    @Test
    void anyAggregateCanBeTakenOverAWindowOfTime() {
        check(WORDS, words -> words.aggregate(Window.sliding(seconds(2), seconds(1)), Aggregates.toList()))
                .gives(
                        batch(List.of("a", "b")),
                        batch(List.of("a", "b", "c")),
                        batch(List.of("c")),
                        batch(),
                        batch(List.of("d")),
                        batch(List.of("d", "e")));
        check(POWERS, numbers -> numbers.aggregate(Window.tumbling(seconds(3)), Aggregates.max()))
                .gives(nothing(), nothing(), batch(4), nothing(), nothing(), batch(32));
    }

    @Test
    void windowsCanFollowWindows() {
        check(
                        POWERS,
                        numbers -> numbers.reduceByWindow(Integer::sum, seconds(2), seconds(2))
                                .reduceByWindow(Integer::sum, seconds(4), seconds(4)))
                .gives(nothing(), nothing(), nothing(), batch(15), nothing(), nothing(), nothing(), batch(240));
    }

    @Test
    void lengthAndSlideAreChecked() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1));
            assertThatThrownBy(() -> numbers.reduceByWindow(Integer::sum, Duration.ofMillis(100), seconds(1)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching(
                            "reduceByWindow at ReduceByWindowTest.java:\\d+: the window must be a multiple of"
                                    + " the parent's slide PT1S, but was PT0.1S; try PT1S");
            assertThatThrownBy(() -> numbers.countByWindow(seconds(1), Duration.ZERO))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("countByWindow at ReduceByWindowTest.java:\\d+: the slide must be positive, but"
                            + " was PT0S");
            assertThatThrownBy(() -> numbers.countByValueAndWindow(seconds(1), seconds(1), 0))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessage("the number of partitions must be at least 1, but was 0");
        }
    }
}
