package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gives records for records, in any layout of the partitions. */
class ElementTransformationsTest extends EngineUnderTest {
    @ParameterizedTest
    @EnumSource
    void mapGivesOneRecordForEach(Layout layout) {
        assertThat(rdd(layout, List.of(1, 2, 3, 4)).map(n -> n * n).collect()).containsExactly(1, 4, 9, 16);
        assertThat(rdd(layout, List.<Integer>of()).map(n -> n * n).collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void filterKeepsWhatPasses(Layout layout) {
        assertThat(rdd(layout, numbers(1, 9)).filter(n -> n % 3 == 0).collect()).containsExactly(3, 6, 9);
        assertThat(rdd(layout, numbers(1, 9)).filter(n -> n > 9).collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void flatMapGivesAnyNumberOfRecordsForEach(Layout layout) {
        Rdd<Integer> repeated = rdd(layout, List.of(2, 0, 1, 3)).flatMap(n -> Collections.nCopies(n, n));
        assertThat(repeated.collect()).containsExactly(2, 2, 1, 3, 3, 3);
    }

    @ParameterizedTest
    @EnumSource
    void mapToPairAndFlatMapToPairGivePairs(Layout layout) {
        assertThat(rdd(layout, List.of("a", "bb"))
                        .mapToPair(word -> KeyValue.of(word, word.length()))
                        .collect())
                .containsExactly(kv("a", 1), kv("bb", 2));
        assertThat(rdd(layout, List.of("ab", "", "c"))
                        .flatMapToPair(word -> word.chars()
                                .mapToObj(letter -> KeyValue.of((char) letter, 1))
                                .toList())
                        .collect())
                .containsExactly(kv('a', 1), kv('b', 1), kv('c', 1));
    }

    @ParameterizedTest
    @EnumSource
    void keyByPutsTheKeyBesideTheRecord(Layout layout) {
        assertThat(rdd(layout, List.of("x", "yy")).keyBy(String::length).collect())
                .containsExactly(kv(1, "x"), kv(2, "yy"));
    }

    @ParameterizedTest
    @EnumSource
    void groupByGathersTheRecordsOfAKeyInOrder(Layout layout) {
        assertThat(rdd(layout, numbers(1, 10)).groupBy(n -> n % 3).collectAsMap())
                .containsOnlyKeys(0, 1, 2)
                .containsEntry(0, List.of(3, 6, 9))
                .containsEntry(1, List.of(1, 4, 7, 10))
                .containsEntry(2, List.of(2, 5, 8));
        assertThat(rdd(layout, numbers(1, 10)).groupBy(n -> n % 3, 7).partitions())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void mapPartitionsSeesEveryPartitionOnce(Layout layout) {
        Rdd<Integer> rdd = rdd(layout, numbers(1, 8));
        Rdd<Integer> sums = rdd.mapPartitions(records -> List.of(sum(records)).iterator());
        assertThat(sums.count()).isEqualTo(rdd.partitions());
        assertThat(sums.reduce(Integer::sum)).isEqualTo(36);
    }

    @Test
    void mapPartitionsIsCalledForEmptyPartitionsToo() {
        Rdd<Integer> rdd = partitions(List.of(), List.of(1, 2), List.of());
        assertThat(rdd.mapPartitions(records -> List.of(sum(records)).iterator())
                        .collect())
                .containsExactly(0, 3, 0);
        assertThat(rdd.mapPartitionsToPair(records ->
                                List.of(KeyValue.of("sum", sum(records))).iterator())
                        .values()
                        .collect())
                .containsExactly(0, 3, 0);
    }

    @Test
    void mapPartitionsWithIndexKnowsTheNumberOfThePartition() {
        Rdd<String> named = partitions(List.of("a"), List.<String>of(), List.of("b", "c"))
                .mapPartitionsWithIndex(
                        (index, records) -> named(index, records).iterator());
        assertThat(named.collect()).containsExactly("0a", "2b", "2c");
    }

    @Test
    void glomGivesOneListForEachPartition() {
        assertThat(partitions(List.of(1, 2), List.<Integer>of(), List.of(3))
                        .glom()
                        .collect())
                .containsExactly(List.of(1, 2), List.of(), List.of(3));
        assertThat(of(List.<Split<Integer>>of()).glom().collect()).isEmpty();
    }

    @Test
    void recordsMayBeNullWhereTheyAreNoKeys() {
        List<String> records = new ArrayList<>();
        records.add(null);
        records.add("a");
        assertThat(partitions(records)
                        .map(record -> record == null ? "none" : record)
                        .collect())
                .containsExactly("none", "a");
        assertThat(partitions(records).collect()).containsExactly(null, "a");
        assertThat(partitions(records).repartition(2).collect()).containsExactlyInAnyOrder(null, "a");
    }

    private static int sum(Iterator<Integer> records) {
        int sum = 0;
        while (records.hasNext()) {
            sum += records.next();
        }
        return sum;
    }

    private static List<String> named(int index, Iterator<String> records) {
        List<String> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return all.stream().map(record -> index + record).collect(Collectors.toList());
    }
}
