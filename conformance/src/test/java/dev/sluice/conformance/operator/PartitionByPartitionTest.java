package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionByPartitionTest extends OperatorTable {
    @Test
    void glomGivesEachPartitionAsAList() {
        check(tester -> tester.input(
                                batches(batch(1, 2, 3, 4), batch(), batch(5)).inPartitions(2))
                        .glom())
                .gives(
                        batch(List.of(1, 2), List.of(3, 4)),
                        batch(List.<Integer>of(), List.of()),
                        batch(List.<Integer>of(), List.of(5)));
    }

    @Test
    void mapPartitionsSeesEachPartitionAsAWhole() {
        check(tester -> tester.input(batches(batch(1, 2, 3, 4), batch(5)).inPartitions(2))
                        .mapPartitions(PartitionByPartitionTest::sum))
                .gives(batch(3, 7), batch(0, 5));
    }

    @Test
    void mapPartitionsIsCalledForEmptyPartitionsToo() {
        check(tester -> tester.input(batches(batch(1), batch()).inPartitions(3))
                        .mapPartitions(PartitionByPartitionTest::sum))
                .gives(batch(0, 0, 1), batch(0, 0, 0));
    }

    @Test
    void mapPartitionsToPairSeesEachPartitionAsAWhole() {
        check(tester -> tester.input(batches(batch(1, 2, 3, 4), batch()).inPartitions(2))
                        .mapPartitionsToPair(records ->
                                List.of(KeyValue.of("sum", sum(records).next())).iterator())
                        .reduceByKey((a, b) -> 100 * a + b))
                .gives(batch(kv("sum", 307)), batch(kv("sum", 0)));
    }

    @Test
    void repartitionDealsTheRecordsOutEvenly() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<List<Integer>> parts = tester.collect(tester.input(List.of(1, 2, 3, 4, 5, 6, 7), List.of())
                    .repartition(3)
                    .glom());
            tester.runBatches(2);
            List<List<Integer>> first = parts.batches().get(0);
            assertThat(first).hasSize(3).allSatisfy(part -> assertThat(part).hasSizeBetween(2, 3));
            assertThat(first.stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
            assertThat(parts.last()).containsExactly(List.of(), List.of(), List.of());
        }
    }

    @Test
    void repartitionOfAStreamWithKeysKeepsItsKind() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 2)), batch()),
                        pairs -> pairs.repartition(2).mapValues(n -> n * 10))
                .gives(batch(kv("a", 10), kv("b", 20)), batch());
    }

    @Test
    void repartitionNeedsAPartition() {
        try (StreamTester tester = StreamTester.create()) {
            assertThatThrownBy(() -> tester.input(List.of(1)).repartition(0))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessage("the number of partitions must be at least 1, but was 0");
        }
    }

    @Test
    void withoutPersistEachActionComputesAnew() {
        assertThat(callsOfTwoActions(null)).isEqualTo(4);
    }

    @Test
    void persistComputesOnceForAllActionsOfABatch() {
        for (StorageLevel level : StorageLevel.values()) {
            assertThat(callsOfTwoActions(level)).as("%s", level).isEqualTo(2);
        }
    }

    @Test
    void cacheIsPersistInMemory() {
        try (StreamTester tester = StreamTester.create()) {
            Engine.Counter calls = tester.context().counter("calls");
            tester.input(List.of(1), List.of(2))
                    .map(n -> counted(n, calls))
                    .cache()
                    .foreachRdd(rdd -> {
                        assertThat(rdd.count()).isEqualTo(1);
                        assertThat(rdd.collect()).hasSize(1);
                    });
            tester.runBatches(2);
            assertThat(calls.value()).isEqualTo(2);
        }
    }

    private static long callsOfTwoActions(StorageLevel level) {
        try (StreamTester tester = StreamTester.create()) {
            Engine.Counter calls = tester.context().counter("calls");
            var mapped = tester.input(List.of(1), List.of(2)).map(n -> counted(n, calls));
            var seen = new ArrayList<List<Integer>>();
            (level == null ? mapped : mapped.persist(level)).foreachRdd(rdd -> {
                seen.add(rdd.collect());
                seen.add(rdd.collect());
            });
            tester.runBatches(2);
            assertThat(seen).containsExactly(List.of(1), List.of(1), List.of(2), List.of(2));
            return calls.value();
        }
    }

    private static int counted(int n, Engine.Counter calls) {
        calls.add(1);
        return n;
    }

    private static Iterator<Integer> sum(Iterator<Integer> records) {
        int sum = 0;
        while (records.hasNext()) {
            sum += records.next();
        }
        return List.of(sum).iterator();
    }
}
