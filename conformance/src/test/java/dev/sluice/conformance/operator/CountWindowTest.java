package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountWindowTest extends OperatorTable {
    private static final Batches<Integer> NUMBERS = batches(batch(1, 2, 3), batch(), batch(4), batch(5, 6, 7, 8));
    private static final Batches<KeyValue<String, Integer>> PAIRS = batches(
            batch(kv("a", 1), kv("b", 10), kv("a", 2)),
            batch(kv("b", 20)),
            batch(),
            batch(kv("a", 3), kv("a", 4), kv("a", 5), kv("b", 30)));

    @Test
    void aTumblingWindowOverTheStreamEndsWithItsLastRecord() {
        check(NUMBERS, numbers -> numbers.aggregate(Window.tumblingCount(2), Aggregates.toList()))
                .gives(
                        batch(List.of(1, 2)),
                        batch(),
                        batch(List.of(3, 4)),
                        batch(List.of(5, 6), List.of(7, 8)),
                        batch());
    }

    @Test
    void recordsThatDoNotFillAWindowWait() {
        check(NUMBERS, numbers -> numbers.aggregate(Window.tumblingCount(5), Aggregates.toList()))
                .gives(batch(), batch(), batch(), batch(List.of(1, 2, 3, 4, 5)), batch());
    }

    @Test
    void aWindowOfOneRecordIsTheRecord() {
        check(NUMBERS, numbers -> numbers.aggregate(Window.tumblingCount(1), Aggregates.sumLong(n -> n)))
                .gives(batch(1L, 2L, 3L), batch(), batch(4L), batch(5L, 6L, 7L, 8L));
    }

    @Test
    void aSlidingWindowHoldsTheLastRecordsOrAsManyAsThereWere() {
        check(NUMBERS, numbers -> numbers.aggregate(Window.slidingCount(3, 2), Aggregates.toList()))
                .gives(
                        batch(List.of(1, 2)),
                        batch(),
                        batch(List.of(2, 3, 4)),
                        batch(List.of(4, 5, 6), List.of(6, 7, 8)));
    }

    @Test
    void aSlideLongerThanTheWindowSkipsRecords() {
        check(NUMBERS, numbers -> numbers.aggregate(Window.slidingCount(1, 3), Aggregates.toList()))
                .gives(batch(List.of(3)), batch(), batch(), batch(List.of(6)));
        check(NUMBERS, numbers -> numbers.aggregate(Window.slidingCount(2, 4), Aggregates.toList()))
                .gives(batch(), batch(), batch(List.of(3, 4)), batch(List.of(7, 8)));
    }

    @Test
    void eachKeyHasWindowsOfItsOwn() {
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Window.tumblingCount(2), Aggregates.toList()))
                .gives(
                        batch(kv("a", List.of(1, 2))),
                        batch(kv("b", List.of(10, 20))),
                        batch(),
                        batch(kv("a", List.of(3, 4))));
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Window.slidingCount(2, 1), Aggregates.toList(), 3))
                .gives(
                        batch(kv("a", List.of(1)), kv("b", List.of(10)), kv("a", List.of(1, 2))),
                        batch(kv("b", List.of(10, 20))),
                        batch(),
                        batch(
                                kv("a", List.of(2, 3)),
                                kv("a", List.of(3, 4)),
                                kv("a", List.of(4, 5)),
                                kv("b", List.of(20, 30))));
    }

    @Test
    void windowsOfOneKeyComeInTheirOrder() {
        check(
                        batches(batch(1, 2, 3, 4, 5, 6, 7), batch(8)),
                        numbers -> numbers.keyBy(n -> "all")
                                .aggregateByKey(Window.tumblingCount(2), Aggregates.sumLong(n -> n))
                                .values())
                .gives(batch(3L, 7L, 11L), batch(15L));
    }

    @Test
    void windowsNeedPositiveNumbers() {
        assertThatThrownBy(() -> Window.tumblingCount(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a count window needs at least 1 record and a slide of at least 1, but was 0 every 0");
        assertThatThrownBy(() -> Window.slidingCount(3, 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a count window needs at least 1 record and a slide of at least 1, but was 3 every 0");
    }
}
