package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Aggregates;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeBatchTest extends OperatorTable {
    @Test
    void unionGivesTheRecordsOfBothInOrder() {
        check(batches(batch(1, 2), batch(), batch(3)), batches(batch(10), batch(20), batch()), DStream::union)
                .gives(batch(1, 2, 10), batch(20), batch(3), batch());
    }

    @Test
    void aStreamMayBeUnitedWithItself() {
        check(batches(batch(1, 2), batch()), numbers -> numbers.union(numbers)).gives(batch(1, 2, 1, 2), batch());
    }

    @Test
    void unionOfStreamsWithKeysKeepsTheirKind() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch()),
                        batches(batch(kv("a", 2)), batch(kv("b", 3))),
                        (left, right) -> left.union(right).reduceByKey(Integer::sum))
                .gives(batch(kv("a", 3)), batch(kv("b", 3)));
    }

    @Test
    void theContextUnitesManyStreamsInTheOrderGiven() {
        check(tester -> tester.context()
                        .union(List.of(
                                tester.input(batch(1), batch(2)), tester.input(batch(10)), tester.input(batch(100)))))
                .gives(batch(1, 10, 100), batch(2), batch());
    }

    @Test
    void theContextUnitesASingleStream() {
        check(tester -> tester.context().union(List.of(tester.input(batch(1), batch(2)))))
                .gives(batch(1), batch(2));
    }

    @Test
    void theContextUnitesStreamsWithKeys() {
        check(tester -> tester.context()
                        .union(List.of(tester.pairInput(batch(kv("a", 1))), tester.pairInput(batch(kv("a", 2)))))
                        .reduceByKey(Integer::sum))
                .gives(batch(kv("a", 3)), batch());
    }

    @Test
    void streamsOfDifferentSlidesCannotBeUnited() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1));
            assertThatThrownBy(() -> numbers.union(numbers.window(seconds(2), seconds(2))))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("union at WholeBatchTest.java:\\d+: all streams must have the same slide, but"
                            + " they have \\[PT1S, PT2S]; give the windows before it the same slide");
        }
    }

    @Test
    void noStreamAtAllCannotBeUnited() {
        try (StreamTester tester = StreamTester.create()) {
            assertThatThrownBy(() -> tester.context().union(List.<DStream<Integer>>of()))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching(
                            "union at WholeBatchTest.java:\\d+: at least one stream is needed, but none was given");
        }
    }

    @Test
    void countGivesTheNumberOfRecordsAndZeroForAnEmptyBatch() {
        check(batches(batch("a", "b", "c"), batch(), batch("d")), words -> words.count())
                .gives(batch(3L), batch(0L), batch(1L));
    }

    @Test
    void reduceGivesOneRecordAndNoneForAnEmptyBatch() {
        check(batches(batch("a", "b", "c"), batch(), batch("d")), words -> words.reduce(String::concat))
                .gives(batch("abc"), batch(), batch("d"));
    }

    @Test
    void countByValueGivesEachValueOnce() {
        check(batches(batch("a", "b", "a"), batch(), batch("b")), words -> words.countByValue())
                .gives(batch(kv("a", 2L), kv("b", 1L)), batch(), batch(kv("b", 1L)));
    }

    @Test
    void countByValueSpreadsTheValuesOverThePartitionsAsked() {
        try (StreamTester tester = StreamTester.create()) {
            var parts = tester.collect(
                    tester.input(List.of("a", "b", "c")).countByValue(5).glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(5);
            assertThat(parts.last().stream().flatMap(List::stream))
                    .containsExactlyInAnyOrder(kv("a", 1L), kv("b", 1L), kv("c", 1L));
        }
    }

    @Test
    void aggregateGivesTheAggregateOfEachBatchAlsoOfNothing() {
        check(batches(batch(1, 2), batch(), batch(5)), numbers -> numbers.aggregate(Aggregates.sumLong(n -> n)))
                .gives(batch(3L), batch(0L), batch(5L));
        check(batches(batch("x", "y"), batch(), batch("z")), words -> words.aggregate(Aggregates.toList()))
                .gives(batch(List.of("x", "y")), batch(List.of()), batch(List.of("z")));
    }

    @Test
    void anAggregateOfFunctionsFinishesItsAccumulator() {
        check(
                        batches(batch("a", "bc"), batch()),
                        words -> words.aggregate(Aggregate.of(
                                () -> 0, (sum, word) -> sum + word.length(), Integer::sum, sum -> "length " + sum)))
                .gives(batch("length 3"), batch("length 0"));
    }

    @Test
    void theMaximumOfAnEmptyBatchIsNoRecord() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> highest =
                    tester.collect(tester.input(List.of(1, 9, 5), List.of()).aggregate(Aggregates.max()));
            tester.runBatches(2);
            assertThat(highest.batches()).containsExactly(List.of(9), List.of());
        }
    }
}
