package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorting beside java.util's stable sort. */
class SortTest extends EngineUnderTest {
    private final List<KeyValue<Integer, Integer>> records = random(500, 60);

    /** Pairs with random keys, many of them equal, whose values tell their order. */
    private static List<KeyValue<Integer, Integer>> random(int size, int keys) {
        Random random = new Random(42);
        return IntStream.range(0, size)
                .mapToObj(i -> kv(random.nextInt(keys), i))
                .toList();
    }

    private List<KeyValue<Integer, Integer>> sorted(Comparator<Integer> order) {
        List<KeyValue<Integer, Integer>> sorted = new ArrayList<>(records);
        sorted.sort((a, b) -> order.compare(a.key(), b.key()));
        return sorted;
    }

    @ParameterizedTest
    @EnumSource
    void sortByKeyIsStableInAnyNumberOfPartitions(Layout layout) {
        PairRdd<Integer, Integer> pairs = pairs(layout, records);
        List<KeyValue<Integer, Integer>> expected = sorted(Comparator.naturalOrder());
        assertThat(pairs.sortByKey().collect()).isEqualTo(expected);
        for (int partitions : List.of(1, 2, 7, 40)) {
            assertThat(pairs.sortByKey(true, partitions).collect()).isEqualTo(expected);
            assertThat(pairs.sortByKey(true, partitions).partitions()).isEqualTo(partitions);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sortByKeyFallsWhenAsked(Layout layout) {
        List<KeyValue<Integer, Integer>> expected = sorted(Comparator.reverseOrder());
        assertThat(pairs(layout, records).sortByKey(false).collect()).isEqualTo(expected);
        assertThat(pairs(layout, records).sortByKey(false, 3).collect()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void sortByKeyTakesAnOrder(Layout layout) {
        List<KeyValue<Integer, Integer>> expected = sorted(Comparator.comparing(key -> key % 10));
        assertThat(pairs(layout, records).sortByKey((a, b) -> a % 10 - b % 10).collect())
                .isEqualTo(expected);
        assertThat(pairs(layout, records)
                        .sortByKey((a, b) -> a % 10 - b % 10, 4)
                        .collect())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void sortByTakesAKeyOfTheRecord(Layout layout) {
        Rdd<String> words = rdd(layout, List.of("ccc", "a", "dddd", "bb", "e", "ff"));
        assertThat(words.sortBy(String::length).collect()).containsExactly("a", "e", "bb", "ff", "ccc", "dddd");
        assertThat(words.sortBy(String::length, false, 3).collect())
                .containsExactly("dddd", "ccc", "bb", "ff", "a", "e");
        assertThat(pairs(layout, records).sortBy(KeyValue::value, false, 2).collect())
                .isEqualTo(reversed(records));
    }

    private static <T> List<T> reversed(List<T> records) {
        List<T> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @EnumSource
    void nothingSortedIsNothing(Layout layout) {
        assertThat(rdd(layout, List.<Integer>of()).sortBy(n -> n).collect()).isEmpty();
        assertThat(rdd(layout, List.<Integer>of()).sortBy(n -> n, true, 4).collect())
                .isEmpty();
    }

    @Test
    void equalKeysStayInOnePartition() {
        List<List<KeyValue<Integer, Integer>>> parts =
                pairs(Layout.EVEN, random(500, 3)).sortByKey(true, 8).glom().collect();
        for (int key = 0; key < 3; key++) {
            int wanted = key;
            assertThat(parts)
                    .filteredOn(part -> part.stream().anyMatch(pair -> pair.key() == wanted))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVEN", "ALL_IN_THE_LAST", "EMPTY_BETWEEN"})
    void rangesAreOfSimilarSize(Layout layout) {
        Rdd<Integer> sorted = rdd(layout, numbers(1, 10_000)).sortBy(n -> -n, true, 4);
        assertThat(sorted.glom().map(List::size).collect())
                .hasSize(4)
                .allSatisfy(size -> assertThat(size).isBetween(1_250, 5_000));
    }

    @Test
    void theSameDataIsRangedAlikeEveryTime() {
        Rdd<Integer> rdd = rdd(Layout.EVEN, numbers(1, 3_000));
        assertThat(rdd.sortBy(n -> n % 977, true, 5).glom().collect())
                .isEqualTo(rdd.sortBy(n -> n % 977, true, 5).glom().collect());
    }

    @Test
    void sortedDataGetsNoMorePartitionsThanTheEngineUses() {
        assertThat(rdd(Layout.ONE_RECORD_EACH, numbers(1, 50)).sortBy(n -> n).partitions())
                .isEqualTo(engine.defaultParallelism());
        assertThat(rdd(Layout.ONE, numbers(1, 50)).sortBy(n -> n).partitions()).isEqualTo(1);
    }
}
