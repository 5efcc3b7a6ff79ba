package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.Rdd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations that compare whole records, beside java.util's sets. */
class SetOperationsTest extends EngineUnderTest {
    private final List<Integer> left = random(300, 1);
    private final List<Integer> right = random(200, 2);

    private static List<Integer> random(int size, long seed) {
        return new Random(seed).ints(size, 0, 250).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void distinctGivesEachRecordOnce(Layout layout) {
        assertThat(rdd(layout, left).distinct().collect())
                .containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(left));
        assertThat(rdd(layout, List.<Integer>of()).distinct().collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void intersectionGivesCommonRecordsOnce(Layout layout) {
        Set<Integer> expected = new LinkedHashSet<>(left);
        expected.retainAll(right);
        assertThat(rdd(layout, left).intersection(rdd(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void subtractKeepsWhatTheOtherLacksAsOftenAsItOccurs(Layout layout) {
        List<Integer> expected = new ArrayList<>(left);
        expected.removeAll(right);
        assertThat(rdd(layout, left).subtract(rdd(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsNeutral(Layout layout) {
        Rdd<Integer> nothing = rdd(layout, List.of());
        Rdd<Integer> some = rdd(layout, List.of(1, 2));
        assertThat(some.intersection(nothing).collect()).isEmpty();
        assertThat(nothing.intersection(some).collect()).isEmpty();
        assertThat(nothing.subtract(some).collect()).isEmpty();
        assertThat(some.subtract(nothing).collect()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void distinctTakesANumberOfPartitions() {
        Rdd<Integer> distinct = rdd(Layout.EVEN, left).distinct(2);
        assertThat(distinct.partitions()).isEqualTo(2);
        assertThat(distinct.count()).isEqualTo(new LinkedHashSet<>(left).size());
    }

    @Test
    void theDefaultNumberOfPartitionsIsTheEngines() {
        Rdd<Integer> rdd = rdd(Layout.EVEN, left);
        assertThat(rdd.distinct().partitions()).isEqualTo(engine.defaultParallelism());
        assertThat(rdd.subtract(rdd).partitions()).isEqualTo(engine.defaultParallelism());
        assertThat(rdd.intersection(rdd).partitions()).isEqualTo(engine.defaultParallelism());
    }
}
