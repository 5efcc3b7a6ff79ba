package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pairs by themselves: values, keys, lookups, and what stays a PairRdd. */
class PairRddTest extends EngineUnderTest {
    private static final List<KeyValue<String, Integer>> RECORDS =
            List.of(kv("a", 1), kv("b", 2), kv("a", 3), kv("c", 4));

    @ParameterizedTest
    @EnumSource
    void mapValuesAndFlatMapValuesKeepTheKeys(Layout layout) {
        assertThat(pairs(layout, RECORDS).mapValues(n -> n * 10).collect())
                .containsExactly(kv("a", 10), kv("b", 20), kv("a", 30), kv("c", 40));
        assertThat(pairs(layout, RECORDS)
                        .flatMapValues(n -> Collections.nCopies(n - 1, n))
                        .collect())
                .containsExactly(kv("b", 2), kv("a", 3), kv("a", 3), kv("c", 4), kv("c", 4), kv("c", 4));
    }

    @Test
    void mapValuesKeepsThePlacement() {
        PairRdd<String, Integer> placed = pairs(Layout.EVEN, RECORDS).partitionBy(new HashPartitioner(4));
        assertThat(placed.mapValues(n -> -n).plan().partitioner()).isEqualTo(new HashPartitioner(4));
        assertThat(placed.flatMapValues(List::of).plan().partitioner()).isEqualTo(new HashPartitioner(4));
        assertThat(placed.mapToPair(pair -> pair).plan().partitioner()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void keysAndValuesStandAlone(Layout layout) {
        assertThat(pairs(layout, RECORDS).keys().collect()).containsExactly("a", "b", "a", "c");
        assertThat(pairs(layout, RECORDS).values().collect()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource
    void lookupFindsTheValuesOfAKey(Layout layout) {
        assertThat(pairs(layout, RECORDS).lookup("a")).containsExactly(1, 3);
        assertThat(pairs(layout, RECORDS).lookup("z")).isEmpty();
        assertThat(pairs(layout, RECORDS).groupByKey().lookup("a")).containsExactly(List.of(1, 3));
        assertThat(pairs(layout, List.of()).lookup("a")).isEmpty();
    }

    @Test
    void lookupReadsOnePartitionOfPlacedData() {
        Engine.Counter partitions = engine.counter("lookup");
        PairRdd<String, Integer> placed = pairs(Layout.EVEN, RECORDS).reduceByKey(Integer::sum, 5);
        PairRdd<String, Integer> watched = placed.filter(pair -> {
            partitions.add(1);
            return true;
        });
        long inPartition = placed.glom().collect().stream()
                .filter(part -> part.contains(kv("a", 4)))
                .findFirst()
                .orElseThrow()
                .size();
        assertThat(watched.lookup("a")).containsExactly(4);
        assertThat(partitions.value()).isEqualTo(inPartition).isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void collectAsMapKeepsTheLastOfEqualKeys(Layout layout) {
        assertThat(pairs(layout, RECORDS).collectAsMap()).isEqualTo(Map.of("a", 3, "b", 2, "c", 4));
    }

    @ParameterizedTest
    @EnumSource
    void actionsOfAnyRddWorkOnPairs(Layout layout) {
        PairRdd<String, Integer> pairs = pairs(layout, RECORDS);
        assertThat(pairs.count()).isEqualTo(4);
        assertThat(pairs.first()).isEqualTo(kv("a", 1));
        assertThat(pairs.take(2)).containsExactly(kv("a", 1), kv("b", 2));
        assertThat(pairs.isEmpty()).isFalse();
        assertThat(pairs.map(pair -> pair.key() + pair.value()).collect()).containsExactly("a1", "b2", "a3", "c4");
        assertThat(pairs.top(1, (l, r) -> l.value() - r.value())).containsExactly(kv("c", 4));
        assertThat(pairs.countByValue()).containsEntry(kv("b", 2), 1L).hasSize(4);
    }

    @Test
    void whatKeepsRecordsKeepsPairs() {
        PairRdd<String, Integer> pairs = pairs(Layout.EVEN, RECORDS);
        PairRdd<String, Integer> kept = pairs.filter(pair -> pair.value() > 1)
                .union(pairs)
                .distinct()
                .distinct(3)
                .subtract(pairs.filter(pair -> pair.value() == 4))
                .intersection(pairs)
                .sample(1, 1)
                .repartition(3)
                .coalesce(2)
                .cache()
                .sortBy(KeyValue::value)
                .sortBy(KeyValue::value, false, 2)
                .cache()
                .unpersist();
        assertThat(kept.collect()).containsExactly(kv("a", 3), kv("b", 2), kv("a", 1));
    }

    @Test
    void anRddOfPairsBecomesAPairRdd() {
        Rdd<KeyValue<String, Integer>> rdd = rdd(Layout.EVEN, RECORDS);
        assertThat(PairRdd.of(rdd).countByKey()).containsEntry("a", 2L);
        PairRdd<String, Integer> pairs = pairs(Layout.EVEN, RECORDS);
        assertThat(PairRdd.of(pairs)).isSameAs(pairs);
    }
}
