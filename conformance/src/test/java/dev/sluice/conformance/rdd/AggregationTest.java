package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.Shuffle;
import dev.sluice.rdd.PairRdd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The values of each key made into one. */
class AggregationTest extends EngineUnderTest {
    private static final List<KeyValue<String, Integer>> RECORDS =
            List.of(kv("a", 1), kv("b", 2), kv("a", 3), kv("c", 4), kv("b", 5), kv("a", 6));
    private static final HashPartitioner SEVEN = new HashPartitioner(7);

    private static ArrayList<Integer> with(ArrayList<Integer> list, Integer value) {
        list.add(value);
        return list;
    }

    private static ArrayList<Integer> joined(ArrayList<Integer> left, ArrayList<Integer> right) {
        left.addAll(right);
        return left;
    }

    @ParameterizedTest
    @EnumSource
    void reduceByKeyReducesTheValuesOfAKey(Layout layout) {
        assertThat(pairs(layout, RECORDS).reduceByKey(Integer::sum).collectAsMap())
                .isEqualTo(Map.of("a", 10, "b", 7, "c", 4));
        assertThat(pairs(layout, RECORDS).reduceByKeyLocally(Integer::sum)).isEqualTo(Map.of("a", 10, "b", 7, "c", 4));
        assertThat(pairs(layout, List.<KeyValue<String, Integer>>of())
                        .reduceByKey(Integer::sum)
                        .collect())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void valuesAreCombinedInTheirOrder(Layout layout) {
        PairRdd<String, String> texts = pairs(layout, RECORDS).mapValues(String::valueOf);
        Map<String, String> inOrder = Map.of("a", "136", "b", "25", "c", "4");
        assertThat(texts.reduceByKey(String::concat).collectAsMap()).isEqualTo(inOrder);
        assertThat(texts.foldByKey("", String::concat).collectAsMap()).isEqualTo(inOrder);
        assertThat(texts.combineByKey(value -> value, String::concat, String::concat, SEVEN, false)
                        .collectAsMap())
                .isEqualTo(inOrder);
    }

    @ParameterizedTest
    @EnumSource
    void groupByKeyGathersTheValuesInTheirOrder(Layout layout) {
        assertThat(pairs(layout, RECORDS).groupByKey().collectAsMap())
                .isEqualTo(Map.of("a", List.of(1, 3, 6), "b", List.of(2, 5), "c", List.of(4)));
    }

    @ParameterizedTest
    @EnumSource
    void combineByKeyMakesTheFirstValueItself(Layout layout) {
        assertThat(pairs(layout, RECORDS)
                        .combineByKey(value -> "<" + value, (text, value) -> text + value, (l, r) -> l + r.substring(1))
                        .collectAsMap())
                .isEqualTo(Map.of("a", "<136", "b", "<25", "c", "<4"));
    }

    @ParameterizedTest
    @EnumSource
    void withoutMapSideCombiningNothingIsMerged(Layout layout) {
        assertThat(pairs(layout, RECORDS)
                        .combineByKey(value -> value, Integer::sum, AggregationTest::unwanted, SEVEN, false)
                        .collectAsMap())
                .isEqualTo(Map.of("a", 10, "b", 7, "c", 4));
    }

    private static Integer unwanted(Integer left, Integer right) {
        throw new AssertionError("merged " + left + " and " + right);
    }

    @ParameterizedTest
    @EnumSource
    void aggregateByKeyMayFoldIntoSomethingMutable(Layout layout) {
        PairRdd<String, ArrayList<Integer>> lists =
                pairs(layout, RECORDS).aggregateByKey(ArrayList::new, AggregationTest::with, AggregationTest::joined);
        Map<String, List<Integer>> expected = Map.of("a", List.of(1, 3, 6), "b", List.of(2, 5), "c", List.of(4));
        assertThat(lists.collectAsMap()).isEqualTo(expected);
        assertThat(lists.collectAsMap()).as("read a second time").isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void foldByKeyTakesItsZeroOncePerKey(Layout layout) {
        assertThat(pairs(layout, RECORDS).foldByKey(100, Integer::sum).collectAsMap())
                .isEqualTo(Map.of("a", 110, "b", 107, "c", 104));
    }

    @ParameterizedTest
    @EnumSource
    void countByKeyCountsPairs(Layout layout) {
        assertThat(pairs(layout, RECORDS).countByKey()).isEqualTo(Map.of("a", 3L, "b", 2L, "c", 1L));
        assertThat(pairs(layout, List.of()).countByKey()).isEmpty();
    }

    @Test
    void aGroupReadTwiceIsTheSame() {
        PairRdd<String, List<Integer>> groups = pairs(Layout.EVEN, RECORDS).groupByKey();
        List<KeyValue<String, List<Integer>>> first = groups.collect();
        assertThat(groups.collect()).isEqualTo(first);
        assertThat(groups.join(groups).count()).isEqualTo(3);
        assertThat(groups.collect()).isEqualTo(first);
    }

    @Test
    void aGroupCannotBeChanged() {
        List<Integer> group =
                pairs(Layout.EVEN, RECORDS).groupByKey().lookup("a").get(0);
        assertThatThrownBy(() -> group.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> group.sort(null)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullValuesAreValues() {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.put("k", Arrays.asList(null, 1, null));
        PairRdd<String, Integer> pairs = pairs(kv("k", null), kv("k", 1), kv("k", null));
        assertThat(pairs.groupByKey().collectAsMap()).isEqualTo(expected);
        assertThat(pairs.countByKey()).isEqualTo(Map.of("k", 3L));
        assertThat(pairs.reduceByKey((a, b) -> a == null ? b : a).lookup("k")).containsExactly(1);
    }

    @Test
    void theDefaultPlacementIsTheParentsElseByHashOverTheEngine() {
        PairRdd<String, Integer> pairs = pairs(Layout.EVEN, RECORDS);
        assertThat(pairs.reduceByKey(Integer::sum).plan().partitioner())
                .isEqualTo(new HashPartitioner(engine.defaultParallelism()));
        assertThat(pairs.partitionBy(SEVEN).groupByKey().plan().partitioner()).isEqualTo(SEVEN);
        assertThat(pairs.reduceByKey(Integer::sum, 7)
                        .filter(pair -> true)
                        .mapValues(n -> n)
                        .groupByKey()
                        .plan()
                        .partitioner())
                .isEqualTo(SEVEN);
    }

    @Test
    void everyAggregationTakesANumberOfPartitionsOrAPartitioner() {
        PairRdd<String, Integer> pairs = pairs(Layout.EVEN, RECORDS);
        assertThat(List.<PairRdd<String, ?>>of(
                        pairs.reduceByKey(Integer::sum, 7),
                        pairs.reduceByKey(Integer::sum, SEVEN),
                        pairs.groupByKey(7),
                        pairs.groupByKey(SEVEN),
                        pairs.combineByKey(n -> n, Integer::sum, Integer::sum, 7),
                        pairs.combineByKey(n -> n, Integer::sum, Integer::sum, SEVEN),
                        pairs.aggregateByKey(() -> 0, Integer::sum, Integer::sum, 7),
                        pairs.aggregateByKey(() -> 0, Integer::sum, Integer::sum, SEVEN),
                        pairs.foldByKey(0, Integer::sum, 7),
                        pairs.foldByKey(0, Integer::sum, SEVEN)))
                .allSatisfy(placed -> assertThat(placed.plan().partitioner()).isEqualTo(SEVEN))
                .allSatisfy(placed -> assertThat(placed.keys().collect()).containsExactlyInAnyOrder("a", "b", "c"));
    }

    @Test
    void placedDataIsNotExchangedAgain() {
        PairRdd<String, Integer> placed = pairs(Layout.EVEN, RECORDS).partitionBy(SEVEN);
        assertThat(placed.partitionBy(SEVEN).plan()).isSameAs(placed.plan());
        assertThat(((Shuffle<?, ?, ?>) placed.reduceByKey(Integer::sum).plan()).isAligned())
                .isTrue();
        assertThat(placed.reduceByKey(Integer::sum).collectAsMap()).isEqualTo(Map.of("a", 10, "b", 7, "c", 4));
    }
}
