package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changes the partitions, joins data end to end, or numbers it. */
class ShapeTest extends EngineUnderTest {
    private static final List<Split<Integer>> NO_PARTITIONS = List.of();

    @ParameterizedTest
    @EnumSource
    void repartitionDealsTheRecordsOutEvenly(Layout layout) {
        Rdd<Integer> dealt = rdd(layout, numbers(1, 60)).repartition(4);
        assertThat(dealt.glom().collect())
                .hasSize(4)
                .allSatisfy(part -> assertThat(part).hasSizeBetween(12, 18));
        assertThat(dealt.collect()).containsExactlyInAnyOrderElementsOf(numbers(1, 60));
    }

    @Test
    void repartitionOfNothingHasEmptyPartitions() {
        assertThat(of(NO_PARTITIONS).repartition(3).glom().collect()).containsExactly(List.of(), List.of(), List.of());
    }

    @Test
    void coalescePutsNeighboursTogetherInOrder() {
        Rdd<Integer> rdd = partitions(List.of(1), List.of(2, 3), List.of(), List.of(4), List.of(5));
        assertThat(rdd.coalesce(2).glom().collect()).containsExactly(List.of(1, 2, 3), List.of(4, 5));
        assertThat(rdd.coalesce(1).glom().collect()).containsExactly(numbers(1, 5));
    }

    @Test
    void coalesceNeverMakesMorePartitions() {
        assertThat(partitions(List.of(1), List.of(2)).coalesce(9).partitions()).isEqualTo(2);
        assertThat(of(NO_PARTITIONS).coalesce(1).partitions()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void unionGivesTheRecordsOfThisThenOfTheOther(Layout layout) {
        Rdd<Integer> union = rdd(layout, List.of(1, 2)).union(rdd(layout, List.of(2, 3)));
        assertThat(union.collect()).containsExactly(1, 2, 2, 3);
        assertThat(union.partitions()).isEqualTo(2 * rdd(layout, List.of(1, 2)).partitions());
    }

    @Test
    void unionTakesAnyNumberOfParts() {
        Rdd<Integer> part = partitions(List.of(1), List.of(2));
        assertThat(Rdd.union(List.of(part, of(NO_PARTITIONS), part)).collect()).containsExactly(1, 2, 1, 2);
        assertThat(Rdd.union(List.of(part)).collect()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void zipWithIndexNumbersTheRecordsInOrder(Layout layout) {
        Rdd<String> rdd = rdd(layout, List.of("a", "b", "c", "d", "e", "f"));
        assertThat(rdd.zipWithIndex().collect())
                .containsExactly(kv("a", 0L), kv("b", 1L), kv("c", 2L), kv("d", 3L), kv("e", 4L), kv("f", 5L));
        assertThat(rdd.zipWithIndex().partitions()).isEqualTo(rdd.partitions());
        assertThat(rdd(layout, List.of()).zipWithIndex().collect()).isEmpty();
    }

    @Test
    void zipWithIndexCountsOnFromPartitionToPartition() {
        assertThat(partitions(List.of("a", "b"), List.of("c", "d"))
                        .zipWithIndex()
                        .values()
                        .collect())
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource
    void zipWithUniqueIdGivesNoNumberTwice(Layout layout) {
        List<Long> numbers =
                rdd(layout, numbers(1, 17)).zipWithUniqueId().values().collect();
        assertThat(new HashSet<>(numbers)).hasSize(17);
    }

    @Test
    void zipWithUniqueIdCountsUpInEachPartition() {
        assertThat(partitions(List.of("a", "b"), List.of("c", "d"))
                        .zipWithUniqueId()
                        .collect())
                .containsExactly(kv("a", 0L), kv("b", 2L), kv("c", 1L), kv("d", 3L));
    }

    @ParameterizedTest
    @EnumSource
    void cartesianCombinesEveryRecordWithEveryOther(Layout layout) {
        Rdd<Integer> left = rdd(layout, List.of(1, 2));
        assertThat(left.cartesian(partitions(List.of("a"), List.<String>of(), List.of("b")))
                        .collect())
                .containsExactly(kv(1, "a"), kv(1, "b"), kv(2, "a"), kv(2, "b"));
        assertThat(left.cartesian(of(NO_PARTITIONS)).collect()).isEmpty();
        assertThat(of(NO_PARTITIONS).cartesian(left).collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sampleOfAllAndOfNothing(Layout layout) {
        Rdd<Integer> rdd = rdd(layout, numbers(1, 100));
        assertThat(rdd.sample(1, 7).collect()).isEqualTo(numbers(1, 100));
        assertThat(rdd.sample(0, 7).collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sampleTakesAboutTheFractionAndTheSameForTheSameSeed(Layout layout) {
        Rdd<Integer> rdd = rdd(layout, numbers(1, 2_000));
        List<Integer> sample = rdd.sample(0.3, 7).collect();
        assertThat(sample).hasSizeBetween(450, 750).isSorted();
        assertThat(rdd.sample(0.3, 7).collect()).isEqualTo(sample);
        assertThat(rdd.sample(0.3, 8).collect()).isNotEqualTo(sample);
    }
}
