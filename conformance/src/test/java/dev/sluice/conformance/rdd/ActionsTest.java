package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Engine;
import dev.sluice.rdd.Rdd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs jobs and gives results to the program. */
class ActionsTest extends EngineUnderTest {
    private static final java.util.Comparator<Integer> NATURAL = java.util.Comparator.naturalOrder();

    @ParameterizedTest
    @EnumSource
    void collectAndCountSeeEveryRecord(Layout layout) {
        assertThat(rdd(layout, numbers(1, 23)).collect()).isEqualTo(numbers(1, 23));
        assertThat(rdd(layout, numbers(1, 23)).count()).isEqualTo(23);
        assertThat(rdd(layout, List.of()).collect()).isEmpty();
        assertThat(rdd(layout, List.of()).count()).isZero();
    }

    @Test
    void theCollectedListBelongsToTheCaller() {
        Rdd<Integer> rdd = partitions(List.of(2, 1)).cache();
        rdd.collect().sort(NATURAL);
        rdd.take(2).clear();
        assertThat(rdd.collect()).containsExactly(2, 1);
    }

    @ParameterizedTest
    @EnumSource
    void takeGivesTheFirstRecords(Layout layout) {
        Rdd<Integer> rdd = rdd(layout, numbers(1, 23));
        assertThat(rdd.take(0)).isEmpty();
        assertThat(rdd.take(1)).containsExactly(1);
        assertThat(rdd.take(11)).isEqualTo(numbers(1, 11));
        assertThat(rdd.take(99)).isEqualTo(numbers(1, 23));
        assertThat(rdd(layout, List.of()).take(3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void firstAndIsEmptyLookAtTheFirstRecord(Layout layout) {
        assertThat(rdd(layout, List.of(7, 8)).first()).isEqualTo(7);
        assertThat(rdd(layout, List.of(7, 8)).isEmpty()).isFalse();
        assertThat(rdd(layout, List.of(7, 8)).filter(n -> n > 8).isEmpty()).isTrue();
        assertThat(rdd(layout, List.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void topAndTakeOrderedGiveTheEnds(Layout layout) {
        Rdd<Integer> rdd = rdd(layout, List.of(5, 1, 4, 1, 3, 9));
        assertThat(rdd.top(3)).containsExactly(9, 5, 4);
        assertThat(rdd.takeOrdered(3)).containsExactly(1, 1, 3);
        assertThat(rdd.top(2, (a, b) -> b - a)).containsExactly(1, 1);
        assertThat(rdd.takeOrdered(2, (a, b) -> b - a)).containsExactly(9, 5);
        assertThat(rdd.top(99)).containsExactly(9, 5, 4, 3, 1, 1);
        assertThat(rdd.top(0)).isEmpty();
        assertThat(rdd(layout, List.of()).top(3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void amongEqualOnesTheFirstAreTaken(Layout layout) {
        Rdd<String> rdd = rdd(layout, List.of("b1", "a1", "b2", "a2", "b3"));
        assertThat(rdd.takeOrdered(3, (a, b) -> a.charAt(0) - b.charAt(0))).containsExactly("a1", "a2", "b1");
        assertThat(rdd.top(2, (a, b) -> a.charAt(0) - b.charAt(0))).containsExactly("b1", "b2");
        assertThat(rdd.min((a, b) -> a.charAt(0) - b.charAt(0))).isEqualTo("a1");
        assertThat(rdd.max((a, b) -> a.charAt(0) - b.charAt(0))).isEqualTo("b1");
    }

    @ParameterizedTest
    @EnumSource
    void reduceAndFoldGoFromLeftToRight(Layout layout) {
        Rdd<String> rdd = rdd(layout, List.of("a", "b", "c", "d", "e", "f"));
        assertThat(rdd.reduce((left, right) -> left + right)).isEqualTo("abcdef");
        assertThat(rdd.fold("-", (left, right) -> left + right)).isEqualTo("-abcdef");
        assertThat(rdd(layout, List.<String>of()).fold("-", (left, right) -> left + right))
                .isEqualTo("-");
    }

    @ParameterizedTest
    @EnumSource
    void aggregateMayFoldIntoSomethingMutable(Layout layout) {
        assertThat(rdd(layout, numbers(1, 9))
                        .aggregate(ArrayList<Integer>::new, ActionsTest::with, ActionsTest::joined))
                .isEqualTo(numbers(1, 9));
        assertThat(rdd(layout, List.<Integer>of())
                        .aggregate(ArrayList<Integer>::new, ActionsTest::with, ActionsTest::joined))
                .isEmpty();
    }

    private static ArrayList<Integer> with(ArrayList<Integer> list, Integer record) {
        list.add(record);
        return list;
    }

    private static ArrayList<Integer> joined(ArrayList<Integer> left, ArrayList<Integer> right) {
        left.addAll(right);
        return left;
    }

    @ParameterizedTest
    @EnumSource
    void countByValueCountsEqualRecords(Layout layout) {
        assertThat(rdd(layout, List.of("a", "b", "a", "c", "a")).countByValue())
                .isEqualTo(Map.of("a", 3L, "b", 1L, "c", 1L));
        assertThat(rdd(layout, List.of()).countByValue()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void foreachActsOnEveryRecord(Layout layout) {
        Engine.Counter sum = engine.counter("foreach " + layout);
        rdd(layout, numbers(1, 10)).foreach(sum::add);
        assertThat(sum.value()).isEqualTo(55);
    }

    @Test
    void foreachPartitionActsOnEmptyPartitionsToo() {
        Engine.Counter partitions = engine.counter("foreachPartition");
        Engine.Counter sum = engine.counter("foreachPartition sum");
        partitions(List.of(1, 2), List.<Integer>of(), List.of(3)).foreachPartition(records -> {
            partitions.add(1);
            records.forEachRemaining(sum::add);
        });
        assertThat(partitions.value()).isEqualTo(3);
        assertThat(sum.value()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void theLocalIteratorWalksAllRecords(Layout layout) {
        List<Integer> walked = new ArrayList<>();
        rdd(layout, numbers(1, 12)).toLocalIterator().forEachRemaining(walked::add);
        assertThat(walked).isEqualTo(numbers(1, 12));
        assertThat(rdd(layout, List.of()).toLocalIterator()).isExhausted();
    }
}
