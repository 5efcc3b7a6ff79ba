package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of node gives, pushed and pulled, partition by partition. */
@ParameterizedClass
@EnumSource
class NodesTest {
    private static final Origin ORIGIN = Jobs.origin("test");
    private static final HashPartitioner TWO = new HashPartitioner(2);

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
    void aSourceGivesItsSplitsInOrder() {
        gives(numbers(1, 2, 3, 4, 5), List.of(List.of(1, 2), List.of(3, 4, 5)));
    }

    @Test
    void aNodeWithoutPartitionsGivesNothing() {
        gives(Plans.map(Plans.<Integer>empty(ORIGIN), n -> n + 1, ORIGIN), List.of());
        gives(Plans.count(Plans.empty(ORIGIN), ORIGIN), List.of(List.of(0L)));
        gives(
                KeyedPlans.reduceByKey(Plans.<KeyValue<String, Integer>>empty(ORIGIN), Integer::sum, TWO, ORIGIN),
                List.of(List.of(), List.of()));
    }

    @Test
    void stepsFollowEachOther() {
        PlanNode<Integer> mapped = Plans.map(numbers(1, 2, 3, 4), n -> n * 10, ORIGIN);
        PlanNode<Integer> flat = Plans.flatMap(mapped, n -> List.of(n, n + 1), ORIGIN);
        gives(Plans.filter(flat, n -> n != 21, ORIGIN), List.of(List.of(10, 11, 20), List.of(30, 31, 40, 41)));
    }

    @Test
    void aStepThatHoldsRecordsBackEmitsThemIntoTheNextStepsAtTheEnd() {
        PlanNode<List<Integer>> lists = Plans.glom(Plans.map(numbers(1, 2, 3), n -> n, ORIGIN), ORIGIN);
        PlanNode<List<List<Integer>>> listsOfLists = Plans.glom(Plans.map(lists, list -> list, ORIGIN), ORIGIN);
        gives(listsOfLists, List.of(List.of(List.of(List.of(1))), List.of(List.of(List.of(2, 3)))));
    }

    @Test
    void aFunctionOverPartitionsIsGivenItsNumberAndItsRecords() {
        PlanNode<Integer> mapped = Plans.map(numbers(1, 2, 3, 4), n -> n + 1, ORIGIN);
        PlanNode<String> partitions = Plans.mapPartitions(mapped, NodesTest::numbered, false, ORIGIN);
        gives(
                Plans.map(partitions, text -> text + "!", ORIGIN),
                List.of(List.of("0:2!", "0:3!"), List.of("1:4!", "1:5!")));
    }

    private static Iterator<String> numbered(int partition, Iterator<Integer> records) {
        List<String> texts = new ArrayList<>();
        records.forEachRemaining(record -> texts.add(partition + ":" + record));
        return texts.iterator();
    }

    @Test
    void aUnionStandsThePartitionsOneAfterAnother() {
        PlanNode<Integer> union = Plans.union(List.of(numbers(1, 2), Plans.empty(ORIGIN), numbers(3, 4)), ORIGIN);
        gives(
                Plans.mapPartitions(union, NodesTest::numbered, false, ORIGIN),
                List.of(List.of("0:1"), List.of("1:2"), List.of("2:3"), List.of("3:4")));
    }

    @Test
    void eachSideOfAUnionCountsItsOwnPartitions() {
        PlanNode<String> side = Plans.mapPartitions(numbers(1, 2), NodesTest::numbered, false, ORIGIN);
        gives(
                Plans.union(List.of(side, side), ORIGIN),
                List.of(List.of("0:1"), List.of("1:2"), List.of("0:1"), List.of("1:2")));
    }

    @Test
    void aUnionOfNodesPlacedAlikeJoinsThemIndexByIndex() {
        PlanNode<KeyValue<Integer, String>> left = KeyedPlans.partitionBy(pairs("left", 0, 1, 2, 3), TWO, ORIGIN);
        PlanNode<KeyValue<Integer, String>> right = KeyedPlans.partitionBy(pairs("right", 0, 1, 2, 3), TWO, ORIGIN);
        PlanNode<KeyValue<Integer, String>> union = Plans.union(List.of(left, right), ORIGIN);

        assertThat(union.partitions()).isEqualTo(2);
        try (JobGroup group = Mode.group(engine)) {
            List<List<KeyValue<Integer, String>>> partitions = Jobs.push(group, union);
            assertThat(partitions).isEqualTo(Jobs.pull(group, union));
            for (List<KeyValue<Integer, String>> partition : partitions) {
                assertThat(partition.subList(0, partition.size() / 2))
                        .allMatch(pair -> pair.value().equals("left"));
                assertThat(partition.subList(partition.size() / 2, partition.size()))
                        .allMatch(pair -> pair.value().equals("right"));
            }
        }
    }

    @Test
    void aUnionOfVeryManyNodesFindsEachOfTheirPartitions() {
        List<PlanNode<Integer>> sides = new ArrayList<>();
        List<List<Integer>> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sides.add(i % 3 == 0 ? Plans.empty(ORIGIN) : Plans.ofList(List.of(i), 1, ORIGIN));
            if (i % 3 != 0) {
                expected.add(List.of(i));
            }
        }
        gives(Plans.union(sides, ORIGIN), expected);
    }

    @Test
    void aZipReadsItsParentsInOrderAndThenIsFinished() {
        ZipStep<String> step = (task, origin, out) -> new ZipStep.Inputs() {
            @Override
            public Emitter<Object> input(int parent) {
                return record -> out.emit(task.partition() + ":" + parent + ":" + record);
            }

            @Override
            public void finish() throws Exception {
                out.emit("end");
            }
        };
        gives(
                new Zip<>(List.of(numbers(1, 2), numbers(3, 4)), step, null, ORIGIN),
                List.of(List.of("0:0:1", "0:1:3", "end"), List.of("1:0:2", "1:1:4", "end")));
    }

    @Test
    void recordsMayBeNull() {
        PlanNode<Integer> nothings = Plans.map(numbers(1, 2), n -> null, ORIGIN);
        gives(
                Plans.filter(nothings, n -> n == null, ORIGIN),
                List.of(Collections.singletonList(null), Collections.singletonList(null)));
    }

    @Test
    void onlyThePartitionsAskedForAreComputed() {
        PlanNode<Integer> node = Plans.map(numbers(1, 2, 3, 4), n -> 10 / (n - 1), ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(group.run(node, List.of(1, 1), Jobs.pushToList()))
                    .isEqualTo(List.of(List.of(5, 3), List.of(5, 3)));
        }
    }

    @Test
    void aPartitionOutsideTheNodeIsRefused() {
        try (JobGroup group = Mode.group(engine)) {
            assertThatThrownBy(() -> group.run(numbers(1, 2), List.of(0, 2), Jobs.pushToList()))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessage(
                            "test at Program.java:7 has 2 partitions, counted from 0, but partition 2 was asked for");
        }
    }

    @Test
    void resultsMayBeNull() {
        try (JobGroup group = Mode.group(engine)) {
            Task.Pull<Integer, Void> nothing = (task, records) -> null;
            assertThat(group.run(numbers(1, 2), List.of(0, 1), nothing)).isEqualTo(Arrays.asList(null, null));
        }
    }

    private <T> void gives(PlanNode<T> node, List<List<T>> expected) {
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.push(group, node)).as("pushed").isEqualTo(expected);
            assertThat(Jobs.pull(group, node)).as("pulled").isEqualTo(expected);
        }
    }

    private static PlanNode<Integer> numbers(Integer... numbers) {
        return Plans.ofList(List.of(numbers), 2, ORIGIN);
    }

    private static PlanNode<KeyValue<Integer, String>> pairs(String value, Integer... keys) {
        return Plans.map(numbers(keys), key -> KeyValue.of(key, value), ORIGIN);
    }
}
