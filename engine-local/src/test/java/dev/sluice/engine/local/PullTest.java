package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.OperatorException;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.MapStep;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task that pulls computes no more than it asks for. */
class PullTest {
    private static final Origin ORIGIN = Jobs.origin("map");

    private final LocalEngine engine = Mode.INLINE.engine();
    private final List<Integer> computed = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatIsNotAskedForIsNotComputed() {
        assertThat(take(2, Plans.filter(counted(numbers()), n -> n % 2 == 0, ORIGIN)))
                .containsExactly(0, 2);
        assertThat(computed).containsExactly(0, 1, 2);
    }

    @Test
    void nothingIsComputedBeforeTheFirstRecordIsAskedFor() {
        assertThat(take(0, counted(numbers()))).isEmpty();
        assertThat(computed).isEmpty();
    }

    @Test
    void aFunctionOverPartitionsIsPulledThrough() {
        PlanNode<Integer> pulled =
                Plans.mapPartitions(counted(numbers()), (partition, records) -> records, true, ORIGIN);
        assertThat(take(1, Plans.map(pulled, n -> n + 1, ORIGIN))).containsExactly(1);
        assertThat(computed).containsExactly(0);
    }

    @Test
    void aFlatMapMayGoOnForEver() {
        PlanNode<Integer> endless = Plans.flatMap(counted(numbers()), PullTest::from, ORIGIN);
        assertThat(take(3, Plans.map(endless, n -> n * 10, ORIGIN))).containsExactly(0, 10, 20);
        assertThat(computed).containsExactly(0);
    }

    private static Iterable<Integer> from(int first) {
        return () -> Stream.iterate(first, n -> n + 1).iterator();
    }

    @Test
    void aUnionOfNodesPlacedAlikeOpensASideWhenItsTurnComes() {
        PlanNode<Integer> union = Plans.union(List.of(counted(placed()), counted(placed())), ORIGIN);
        assertThat(take(101, union)).endsWith(98, 99, 0);
        assertThat(computed).hasSize(101);
    }

    private static PlanNode<Integer> placed() {
        HashPartitioner one = new HashPartitioner(1);
        PlanNode<KeyValue<Integer, Integer>> pairs = Plans.map(numbers(), n -> KeyValue.of(n, n), ORIGIN);
        return new Narrow<>(KeyedPlans.partitionBy(pairs, one, ORIGIN), new MapStep<>(KeyValue::value), true, ORIGIN);
    }

    @Test
    void anIteratorEndsAsIteratorsDo() {
        PlanNode<Integer> node = Plans.map(Plans.ofList(List.of(1), 1, ORIGIN), n -> n, ORIGIN);
        Task.Pull<Integer, Integer> greedy = (task, records) -> {
            records.next();
            return records.next();
        };
        try (JobGroup group = Mode.group(engine)) {
            assertThatThrownBy(() -> group.run(node, List.of(0), greedy))
                    .hasCauseInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aRecordThatFailsIsLeftOutWhereTheFaultHandlerSaysSo() {
        List<Object> leftOut = new ArrayList<>();
        GroupOptions lenient = new GroupOptions("test", (origin, record, cause) -> leftOut.add(record));
        PlanNode<Integer> mapped = Plans.map(Plans.ofList(List.of(1, 0, 2), 1, ORIGIN), n -> 10 / n, ORIGIN);
        PlanNode<Integer> flat = Plans.flatMap(mapped, n -> n == 5 ? null : List.of(n, n), ORIGIN);
        PlanNode<Integer> node = Plans.flatMap(flat, PullTest::oneAndThenFailure, ORIGIN);
        try (JobGroup group = engine.open(lenient)) {
            assertThat(Jobs.pull(group, node)).containsExactly(List.of(10, 10));
            assertThat(leftOut).containsExactly(10, 10, 0, 5);
            assertThat(Jobs.push(group, node)).containsExactly(List.of(10, 10));
        }
    }

    /** Fails at its second result, and would go on with a third. */
    private static Iterable<Integer> oneAndThenFailure(int record) {
        Iterator<Integer> divisors = List.of(1, 0, 2).iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return divisors.hasNext();
            }

            @Override
            public Integer next() {
                return record / divisors.next();
            }
        };
    }

    @Test
    void aFailingFunctionNamesItsOperatorThroughThePull() {
        PlanNode<Integer> failing = Plans.flatMap(numbers(), n -> List.of(1 / n), Jobs.origin("flatMap"));
        try (JobGroup group = Mode.group(engine)) {
            assertThatThrownBy(() -> Jobs.pull(group, Plans.map(failing, n -> n, ORIGIN)))
                    .isInstanceOf(OperatorException.class)
                    .hasMessage(
                            "flatMap at Program.java:7 failed on record 0: java.lang.ArithmeticException: / by zero");
        }
    }

    private List<Integer> take(int count, PlanNode<Integer> node) {
        Task.Pull<Integer, List<Integer>> take = (task, records) -> take(count, records);
        try (JobGroup group = Mode.group(engine)) {
            return group.run(node, List.of(0), take).get(0);
        }
    }

    private static List<Integer> take(int count, Iterator<Integer> records) {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count && records.hasNext()) {
            taken.add(records.next());
        }
        return taken;
    }

    private PlanNode<Integer> counted(PlanNode<Integer> node) {
        return Plans.filter(node, computed::add, ORIGIN);
    }

    private static PlanNode<Integer> numbers() {
        return Plans.ofList(IntStream.range(0, 100).boxed().toList(), 1, ORIGIN);
    }
}
