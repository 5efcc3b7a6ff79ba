package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptinessTest {
    private static final Origin ORIGIN = new Origin("source", "a test");
    private static final HashPartitioner TWO = new HashPartitioner(2);

    private final PlanNode<KeyValue<Integer, Integer>> empty =
            new Source<>(List.of(Split.of(List.of()), Split.of(List.of())), ORIGIN);
    private final PlanNode<KeyValue<Integer, Integer>> full = Plans.ofList(List.of(KeyValue.of(1, 1)), 2, ORIGIN);

    /** A split that does not know how much it holds. */
    private record Unknown() implements Split<KeyValue<Integer, Integer>> {
        @Override
        public Iterator<KeyValue<Integer, Integer>> iterator() {
            return List.<KeyValue<Integer, Integer>>of().iterator();
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }

    private static void assertKnownEmpty(PlanNode<?> node) {
        assertThat(Plans.isKnownEmpty(node)).isTrue();
    }

    private static void assertPerhapsFull(PlanNode<?> node) {
        assertThat(Plans.isKnownEmpty(node)).isFalse();
    }

    @Test
    void aSourceIsEmptyWhereAllItsSplitsAre() {
        assertKnownEmpty(empty);
        assertKnownEmpty(Plans.empty(ORIGIN));
        assertPerhapsFull(full);
        assertPerhapsFull(new Source<>(List.of(new Unknown()), ORIGIN));
    }

    @Test
    void stepsOverRecordsKeepEmptyDataEmpty() {
        assertKnownEmpty(Plans.map(empty, pair -> pair, ORIGIN));
        assertKnownEmpty(Plans.filter(empty, pair -> true, ORIGIN));
        assertKnownEmpty(Plans.flatMap(empty, List::of, ORIGIN));
        assertKnownEmpty(KeyedPlans.mapValues(empty, value -> value, ORIGIN));
        assertKnownEmpty(Plans.sample(empty, 0.5, 1, ORIGIN));
        assertKnownEmpty(Plans.reduce(empty, (a, b) -> a, ORIGIN));
        assertPerhapsFull(Plans.map(full, pair -> pair, ORIGIN));
    }

    @Test
    void whatGivesARecordForNoRecordsIsNotEmpty() {
        assertPerhapsFull(Plans.count(empty, ORIGIN));
        assertPerhapsFull(Plans.glom(empty, ORIGIN));
        assertPerhapsFull(Plans.mapPartitions(empty, (index, records) -> records, true, ORIGIN));
    }

    @Test
    void exchangesAndKeptDataAreEmptyAsTheirParents() {
        PlanNode<KeyValue<Integer, Integer>> reduced = KeyedPlans.reduceByKey(empty, Integer::sum, TWO, ORIGIN);
        assertKnownEmpty(reduced);
        assertKnownEmpty(Plans.repartition(empty, 3, ORIGIN));
        assertKnownEmpty(Plans.coalesce(empty, 1, ORIGIN));
        assertKnownEmpty(new Persist<>(1, reduced, StorageLevel.MEMORY_ONLY, ORIGIN));
        assertPerhapsFull(new Persist<>(1, full, StorageLevel.MEMORY_ONLY, ORIGIN));
    }

    @Test
    void aUnionOrAJoinIsEmptyWhereAllItsSidesAre() {
        assertKnownEmpty(Plans.union(List.of(empty, empty), ORIGIN));
        assertPerhapsFull(Plans.union(List.of(empty, full), ORIGIN));
        assertKnownEmpty(KeyedPlans.fullOuterJoin(empty, empty, TWO, ORIGIN));
        assertPerhapsFull(KeyedPlans.fullOuterJoin(empty, full, TWO, ORIGIN));
        assertKnownEmpty(KeyedPlans.cogroup2(empty, empty, TWO, ORIGIN));
        assertKnownEmpty(KeyedPlans.subtractByKey(empty, empty, TWO, ORIGIN));
        assertKnownEmpty(SetPlans.intersection(empty, empty, TWO, ORIGIN));
    }

    @Test
    void aNodeReachedOverManyPathsIsLookedAtOnce() {
        PlanNode<KeyValue<Integer, Integer>> node = empty;
        for (int doubled = 0; doubled < 200; doubled++) {
            node = Plans.union(List.of(node, node), ORIGIN);
            node = KeyedPlans.partitionBy(node, TWO, ORIGIN);
        }
        assertKnownEmpty(node);
    }
}
