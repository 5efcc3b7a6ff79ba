package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Placement;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ShuffleTest {
    private static final Origin ORIGIN = Jobs.origin("reduceByKey");
    private static final HashPartitioner ONE = new HashPartitioner(1);
    private static final HashPartitioner THREE = new HashPartitioner(3);

    @Parameter
    private Mode mode;

    private LocalEngine engine;

    @BeforeEach
    void start() {
        engine = mode.engine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void recordsAreOrderedByThePartitionTheyCameFrom() {
        List<KeyValue<String, Integer>> records = pairs("a1 b2 a3 b4 a5 b6");
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, KeyedPlans.partitionBy(Plans.ofList(records, 3, ORIGIN), ONE, ORIGIN)))
                    .isEqualTo(records);
        }
    }

    @Test
    void valuesAreCombinedInTheOrderOfTheRecordsAndKeysComeInTheOrderOfTheirFirst() {
        PlanNode<KeyValue<String, List<Integer>>> grouped =
                KeyedPlans.groupByKey(Plans.ofList(pairs("b1 a2 b3 c4 a5 b6"), 3, ORIGIN), ONE, ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, grouped))
                    .containsExactly(
                            KeyValue.of("b", List.of(1, 3, 6)),
                            KeyValue.of("a", List.of(2, 5)),
                            KeyValue.of("c", List.of(4)));
        }
    }

    @Test
    void aShuffleReadByManyIsEvaluatedOnce() {
        AtomicInteger read = new AtomicInteger();
        PlanNode<KeyValue<String, Integer>> counted =
                Plans.filter(Plans.ofList(pairs("a1 b2 a3"), 2, ORIGIN), record -> read.incrementAndGet() > 0, ORIGIN);
        PlanNode<KeyValue<String, Integer>> sums = KeyedPlans.reduceByKey(counted, Integer::sum, THREE, ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, Plans.union(List.of(sums, sums), ORIGIN)))
                    .hasSize(4);
            assertThat(Jobs.collect(group, sums)).hasSize(2);
        }
        assertThat(read).hasValue(3);
    }

    @Test
    void aShuffleOfRecordsPlacedAlreadyIsCombinedWhereTheyAreAndOnce() {
        AtomicInteger combined = new AtomicInteger();
        PlanNode<KeyValue<String, Integer>> placed =
                KeyedPlans.partitionBy(Plans.ofList(pairs("a1 b2 a3 c4 b5"), 2, ORIGIN), THREE, ORIGIN);
        PlanNode<KeyValue<String, Integer>> sums = KeyedPlans.reduceByKey(
                placed,
                (left, right) -> {
                    combined.incrementAndGet();
                    return left + right;
                },
                THREE,
                ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            List<List<KeyValue<String, Integer>>> first = Jobs.push(group, sums);
            assertThat(first.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(pairs("a4 b7 c4"));
            assertThat(Jobs.pull(group, sums)).isEqualTo(first);
        }
        assertThat(combined).hasValue(2);
    }

    @Test
    void combinedValuesMayBeNull() {
        PlanNode<KeyValue<String, Integer>> nothings =
                KeyedPlans.mapValues(Plans.ofList(pairs("a1 b2 a3"), 2, ORIGIN), n -> n == 2 ? n : null, ORIGIN);
        PlanNode<KeyValue<String, Integer>> last =
                KeyedPlans.reduceByKey(nothings, (left, right) -> right, ONE, ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, last)).containsExactly(KeyValue.of("a", null), KeyValue.of("b", 2));
        }
    }

    @Test
    void aKeyThatCannotBePlacedNamesTheOperator() {
        PlanNode<KeyValue<int[], Integer>> arrays =
                Plans.map(Plans.ofList(pairs("a1"), 1, ORIGIN), pair -> KeyValue.of(new int[1], 1), ORIGIN);
        assertThatThrownBy(() -> collect(KeyedPlans.reduceByKey(arrays, Integer::sum, THREE, ORIGIN)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("reduceByKey at Program.java:7: ");
        PlanNode<KeyValue<String, Integer>> nulls =
                Plans.map(Plans.ofList(pairs("a1"), 1, ORIGIN), pair -> KeyValue.of((String) null, 1), ORIGIN);
        assertThatThrownBy(() -> collect(KeyedPlans.partitionBy(nulls, THREE, ORIGIN)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("reduceByKey at Program.java:7: a key cannot be null");
        PlanNode<KeyValue<String, Integer>> nothings = Plans.map(nulls, pair -> null, ORIGIN);
        assertThatThrownBy(() -> collect(KeyedPlans.groupByKey(nothings, THREE, ORIGIN)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage(
                        "reduceByKey at Program.java:7: a record was null where a key-value pair is needed: filter such"
                                + " records out");
    }

    @Test
    void aRecordWhoseKeyCannotBePlacedIsLeftOutWhereTheFaultHandlerSaysSo() {
        List<Object> leftOut = new ArrayList<>();
        FaultHandler lenient = (origin, record, cause) ->
                leftOut.add(record + " " + cause.getClass().getSimpleName());
        PlanNode<KeyValue<String, Integer>> nulls = Plans.map(
                Plans.ofList(pairs("a1 b2"), 1, ORIGIN),
                pair -> pair.value() == 1 ? pair : KeyValue.of((String) null, 2),
                ORIGIN);
        try (JobGroup group = engine.open(new GroupOptions("test", lenient))) {
            assertThat(Jobs.collect(group, KeyedPlans.reduceByKey(nulls, Integer::sum, THREE, ORIGIN)))
                    .isEqualTo(pairs("a1"));
        }
        assertThat(leftOut).containsExactly("(null, 2) InvalidKeyException");
    }

    @Test
    void aPartitionerThatMissesItsPartitionsIsRefused() {
        record Astray(int partitions) implements Partitioner {
            @Override
            public int partition(Object key, int hash) {
                return partitions;
            }
        }
        PlanNode<KeyValue<String, Integer>> node =
                KeyedPlans.partitionBy(Plans.ofList(pairs("a1"), 1, ORIGIN), new Astray(2), ORIGIN);
        assertThatThrownBy(() -> collect(node))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(
                        "reduceByKey at Program.java:7: the partitioner Astray[partitions=2] placed a key in partition"
                                + " 2, but has partitions 0 to 1 only; correct its partition method");
    }

    @Test
    void aPartitionerThatThrowsNamesTheOperator() {
        record Broken(int partitions) implements Partitioner {
            @Override
            public int partition(Object key, int hash) {
                throw new IllegalArgumentException("no idea");
            }
        }
        PlanNode<KeyValue<String, Integer>> node =
                KeyedPlans.partitionBy(Plans.ofList(pairs("a1"), 1, ORIGIN), new Broken(2), ORIGIN);
        assertThatThrownBy(() -> collect(node))
                .isInstanceOf(OperatorException.class)
                .hasMessage("reduceByKey at Program.java:7 failed: java.lang.IllegalArgumentException: no idea");
    }

    @Test
    void aCombinerThatThrowsNamesTheOperatorAndTheRecord() {
        PlanNode<KeyValue<String, Integer>> node = KeyedPlans.reduceByKey(
                Plans.ofList(pairs("a1 a2"), 1, ORIGIN),
                (left, right) -> {
                    throw new IOException("disk full");
                },
                THREE,
                ORIGIN);
        assertThatThrownBy(() -> collect(node))
                .isInstanceOf(OperatorException.class)
                .hasMessage("reduceByKey at Program.java:7 failed on record (a, 2): java.io.IOException: disk full");
    }

    @Test
    void aMergeThatThrowsNamesTheOperatorAndTheShuffleCanBeEvaluatedAgain() {
        AtomicBoolean failing = new AtomicBoolean(true);
        PlanNode<KeyValue<String, List<Integer>>> node = KeyedPlans.combineByKey(
                Plans.ofList(pairs("a1 b2 c3 a4 b5 c6"), 2, ORIGIN), failingMerge(failing), ONE, ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> Jobs.collect(group, node))
                        .isInstanceOf(OperatorException.class)
                        .hasMessage("reduceByKey at Program.java:7 failed: java.io.IOException: no merge");
            }
            failing.set(false);
            assertThat(Jobs.collect(group, node))
                    .containsExactly(
                            KeyValue.of("a", List.of(1, 4)),
                            KeyValue.of("b", List.of(2, 5)),
                            KeyValue.of("c", List.of(3, 6)));
        }
    }

    private static Combiner<Integer, List<Integer>> failingMerge(AtomicBoolean failing) {
        Combiner<Integer, List<Integer>> grouping = KeyedPlans.grouping();
        return new Combiner<>(
                grouping.create(),
                grouping.add(),
                (left, right) -> {
                    if (failing.get() && left.contains(2)) {
                        throw new IOException("no merge");
                    }
                    return grouping.merge().apply(left, right);
                },
                true);
    }

    @Test
    void withoutMapSideCombiningNothingIsMerged() {
        Combiner<Integer, List<Integer>> grouping = KeyedPlans.grouping();
        Combiner<Integer, List<Integer>> reduceSide = new Combiner<>(
                grouping.create(),
                grouping.add(),
                (left, right) -> {
                    throw new AssertionError("merged");
                },
                false);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(
                            group,
                            KeyedPlans.combineByKey(
                                    Plans.ofList(pairs("a1 b2 a3 a4"), 2, ORIGIN), reduceSide, ONE, ORIGIN)))
                    .containsExactly(KeyValue.of("a", List.of(1, 3, 4)), KeyValue.of("b", List.of(2)));
        }
    }

    @Test
    void combiningBeforeTheExchangeEndsWhereRecordsKeepBringingNewKeys() throws Exception {
        int half = Buckets.SAMPLE / 2;
        assertThat(sent(Buckets.SAMPLE + 1, half + half / 2).combines()).isTrue();
        assertThat(sent(Buckets.SAMPLE + 1, half + half / 2 + 1).combines()).isFalse();
        assertThat(sent(Buckets.SAMPLE, Buckets.SAMPLE).combines()).isTrue();
    }

    @Test
    void recordsAreTheSameWhereverTheyWereCombined() throws Exception {
        int size = 5 * Buckets.SAMPLE;
        List<KeyValue<Integer, String>> records = IntStream.range(0, size)
                .mapToObj(i -> KeyValue.of(i * 7 % 30_000, "" + i % 10))
                .toList();
        PlanNode<KeyValue<Integer, String>> node =
                KeyedPlans.reduceByKey(Plans.ofList(records, 2, ORIGIN), String::concat, THREE, ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.push(group, node)).isEqualTo(new Naive().evaluate(node));
        }
    }

    private static Buckets<Integer, Integer, Integer> sent(int records, int keys) throws Exception {
        Combiner<Integer, Integer> sum = new Combiner<>(n -> n, Integer::sum, Integer::sum, true);
        Buckets<Integer, Integer, Integer> buckets = Buckets.forTargets(THREE.partitions(), true);
        Combining<Integer, Integer, Integer> combining =
                new Combining<>(Placement.of(THREE, ORIGIN), new TaskContext(0, FaultHandler.FAIL), sum, buckets);
        for (int i = 0; i < records; i++) {
            combining.emit(KeyValue.of(i % keys, 1));
        }
        return buckets;
    }

    private <T> List<T> collect(PlanNode<T> node) {
        try (JobGroup group = Mode.group(engine)) {
            return Jobs.collect(group, node);
        }
    }

    /** Pairs like {@code a1}. */
    private static List<KeyValue<String, Integer>> pairs(String text) {
        List<KeyValue<String, Integer>> pairs = new ArrayList<>();
        for (String pair : text.split(" ")) {
            pairs.add(KeyValue.of(pair.substring(0, 1), Integer.valueOf(pair.substring(1))));
        }
        return pairs;
    }
}
