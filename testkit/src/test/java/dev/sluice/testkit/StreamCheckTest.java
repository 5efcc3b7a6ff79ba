package dev.sluice.testkit;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.checkPairs;
import static dev.sluice.testkit.StreamCheck.kv;
import static dev.sluice.testkit.StreamCheck.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private static final Duration TWO_BATCHES = Duration.ofSeconds(2);

    @Test
    void aTableThatHoldsSaysNothing() {
        assertThatCode(() -> check(batches(batch(1, 2), batch(), batch(3)), numbers -> numbers.map(n -> n * 10))
                        .gives(batch(10, 20), batch(), batch(30)))
                .doesNotThrowAnyException();
    }

    @Test
    void batchesAfterTheLastOneOfTheInputAreEmpty() {
        check(batches(batch(1)), numbers -> numbers).gives(batch(1), batch(), batch());
    }

    @Test
    void aDifferenceShowsTheWholeTable() {
        assertThatThrownBy(() -> check(batches(batch(1, 2), batch(3)), numbers -> numbers)
                        .gives(batch(1, 2), batch(4)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        the batches differ from the table:
                          batch 1 gave [1, 2]
                          batch 2, missing [4], unexpected [3]
                            expected [4]
                            but got  [3]""");
    }

    @Test
    void aRecordThatComesTooOftenIsADifference() {
        assertThatThrownBy(() -> check(batches(batch(1, 1)), numbers -> numbers)
                        .inAnyOrder()
                        .gives(batch(1)))
                .hasMessageContaining("batch 1, unexpected [1]");
    }

    @Test
    void recordsWithoutKeysMustComeInTheOrderOfTheTable() {
        assertThatThrownBy(() -> check(batches(batch(1, 2)), numbers -> numbers).gives(batch(2, 1)))
                .hasMessageContaining("batch 1, in another order; inAnyOrder() allows that");
        check(batches(batch(1, 2)), numbers -> numbers).inAnyOrder().gives(batch(2, 1));
    }

    @Test
    void recordsWithKeysMayComeInAnyOrder() {
        checkPairs(batches(batch(kv("a", 1), kv("b", 2))), pairs -> pairs).gives(batch(kv("b", 2), kv("a", 1)));
        assertThatThrownBy(() -> checkPairs(batches(batch(kv("a", 1), kv("b", 2))), pairs -> pairs)
                        .inOrder()
                        .gives(batch(kv("b", 2), kv("a", 1))))
                .hasMessageContaining("in another order");
    }

    @Test
    void noOutputAndAnEmptyOutputAreTwoThings() {
        check(batches(batch(1), batch(2)), numbers -> numbers.window(TWO_BATCHES, TWO_BATCHES))
                .gives(nothing(), batch(1, 2), nothing(), batch());
        assertThatThrownBy(() -> check(batches(batch(1), batch(2)), numbers -> numbers.window(TWO_BATCHES, TWO_BATCHES))
                        .gives(batch(), nothing()))
                .hasMessage("""
                        the batches differ from the table:
                          batch 1, where the output was not called
                            expected []
                            but got  nothing
                          batch 2, where the output was not to be called
                            expected nothing
                            but got  [1, 2]""");
    }

    @Test
    void twoInputsGoSideBySide() {
        check(
                        batches(batch(1), batch(2)),
                        batches(batch("a"), batch("b")),
                        (numbers, letters) -> letters.union(numbers.map(n -> "n" + n)))
                .gives(batch("a", "n1"), batch("b", "n2"));
        checkPairs(
                        batches(batch(kv("a", 1))),
                        batches(batch(kv("a", "x"))),
                        (left, right) -> left.join(right)
                                .map(joined -> joined.key()
                                        + joined.value().first()
                                        + joined.value().second()))
                .gives(batch("a1x"));
    }

    @Test
    void aBatchIsDealtOutInOrderOverItsPartitions() {
        check(batches(batch(1, 2, 3, 4, 5), batch()).inPartitions(2), numbers -> numbers.glom())
                .gives(batch(List.of(1, 2), List.of(3, 4, 5)), batch(List.<Integer>of(), List.of()));
    }

    @Test
    void moreSettingsReachTheContext() {
        check(tester -> tester.input(batch("x")).countByValue().glom())
                .with(builder -> builder.master("local[3]"))
                .inAnyOrder()
                .gives(batch(batch(kv("x", 1L)), batch(), batch()));
    }

    @Test
    void computedTablesCompareAlike() {
        List<List<Integer>> table =
                IntStream.range(0, 20).mapToObj(i -> List.of(i, i + 1)).toList();
        check(Batches.of(table), numbers -> numbers).gives(table);
    }

    @Test
    void theFailureOfAProgramReachesTheTest() {
        Check<Integer> failing = check(batches(batch(1), batch(0)), numbers -> numbers.map(n -> 1 / n));
        assertThatThrownBy(() -> failing.gives(batch(1), batch()))
                .isInstanceOf(OperatorException.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(failing.failureWithin(2)).isInstanceOf(OperatorException.class);
        assertThatThrownBy(() -> failing.failureWithin(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a failure was expected within 1 batches, but all went well");
    }

    @Test
    void anEmptyTableProvesNothing() {
        assertThatThrownBy(() -> check(batches(batch(1)), numbers -> numbers).gives())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a table must have at least one batch; try gives(batch(...))");
    }
}
