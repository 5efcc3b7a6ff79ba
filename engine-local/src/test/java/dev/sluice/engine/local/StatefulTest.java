package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.JobCancelledException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.StateException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@EnumSource
class StatefulTest {
    private static final HashPartitioner THREE = new HashPartitioner(3);

    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private final AtomicInteger evaluations = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    @BeforeEach
    void start() {
        engine = mode.engine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void eachBatchGoesOnFromTheVersionBefore() {
        assertThat(commit(tally(1, "a=1", "b=2"))).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(commit(tally(2, "a=10", "c=3", "a=100"))).containsExactlyInAnyOrder("a=111", "c=3");
        assertThat(commit(tally(3))).isEmpty();
        assertThat(commit(tally(4, "a=1"))).containsExactly("a=112");
    }

    @Test
    void aNodeReadTwiceIsEvaluatedOnce() {
        Stateful<TallyState, KeyValue<String, Integer>> node = tally(1, "a=1");
        try (JobGroup group = open()) {
            assertThat(texts(Jobs.collect(group, node))).containsExactly("a=1");
            assertThat(texts(Jobs.collect(group, Plans.union(List.of(node, node), Jobs.origin("union")))))
                    .containsExactly("a=1", "a=1");
        }
        assertThat(evaluations).hasValue(1);
    }

    @Test
    void aGroupClosedWithoutCommitLeavesTheVersionBefore() {
        commit(tally(1, "a=1"));
        try (JobGroup group = open()) {
            assertThat(texts(Jobs.collect(group, tally(2, "a=5", "z=1")))).containsExactlyInAnyOrder("a=6", "z=1");
        }
        assertThat(commit(tally(2, "a=7"))).containsExactly("a=8");
    }

    @Test
    void aFailureInOnePartitionRollsAllPartitionsBackAndTheNodeCanBeEvaluatedAgain() {
        commit(tally(1, "a=1", "b=1", "c=1", "d=1"));
        Stateful<TallyState, KeyValue<String, Integer>> node = tally(2, "a=10", "b=10", "c=10", "d=10");
        try (JobGroup group = open()) {
            failing.set(true);
            assertThatThrownBy(() -> Jobs.collect(group, node))
                    .isInstanceOf(OperatorException.class)
                    .hasMessage("map at Program.java:7 failed on record (d, 10): java.io.IOException: no d today");
            failing.set(false);
            assertThat(texts(Jobs.collect(group, node))).containsExactlyInAnyOrder("a=11", "b=11", "c=11", "d=11");
            group.commit();
        }
        assertThat(snapshotAfter(3)).containsExactlyInAnyOrder("a=11", "b=11", "c=11", "d=11");
    }

    @Test
    void aGroupClosedWhileItWritesAStateLeavesTheVersionBefore() {
        JobGroup group = open();
        Stateful<TallyState, KeyValue<String, Integer>> node = tally(1, "a=1");
        PlanNode<KeyValue<String, Integer>> closing = Plans.filter(
                Plans.ofList(List.of(pair("a=5")), 1, Jobs.origin("source")),
                record -> {
                    group.close();
                    return true;
                },
                Jobs.origin("close"));
        Stateful<TallyState, KeyValue<String, Integer>> closed =
                new Stateful<>("tally", 0, 1, List.of(closing), new TallyStep(), null, Jobs.origin("tally"));
        assertThatThrownBy(() -> Jobs.collect(group, closed)).isInstanceOf(JobCancelledException.class);
        assertThat(commit(node)).containsExactly("a=1");
    }

    @Test
    void aSnapshotShowsTheWholeStateAtTheVersionThatIsWritten() {
        commit(tally(1, "a=1", "b=2"));
        Stateful<TallyState, KeyValue<String, Integer>> node = tally(2, "a=1", "c=3");
        try (JobGroup group = open()) {
            assertThat(texts(Jobs.collect(group, snapshot(node)))).containsExactlyInAnyOrder("a=2", "b=2", "c=3");
            assertThat(texts(Jobs.pull(group, snapshot(node)).stream()
                            .flatMap(List::stream)
                            .toList()))
                    .containsExactlyInAnyOrder("a=2", "b=2", "c=3");
        }
        assertThat(evaluations).hasValue(2);
    }

    @Test
    void aNodeIsEvaluatedEvenIfNoneOfItsRecordsAreAskedFor() {
        Stateful<TallyState, KeyValue<String, Integer>> node = tally(1, "a=1");
        try (JobGroup group = open()) {
            assertThat(group.run(node, List.of(), Jobs.pushToList())).isEmpty();
            group.commit();
        }
        assertThat(snapshotAfter(2)).containsExactly("a=1");
    }

    @Test
    void aBatchOutOfOrderIsRefused() {
        commit(tally(1, "a=1"));
        assertThatThrownBy(() -> commit(tally(3, "a=1")))
                .isInstanceOf(StateException.class)
                .hasMessage(
                        "tally at Program.java:7: version 3 of the state of operator \"tally\" cannot be written from"
                                + " version 2: the engine holds version 1; each batch must start from the version that the batch"
                                + " before it committed");
        assertThatThrownBy(() -> commit(tally(1, "a=1")))
                .hasMessageContaining("from version 0: the engine holds version 1");
        assertThat(commit(tally(2, "a=1"))).containsExactly("a=2");
    }

    @Test
    void aVersionThatWasNeverWrittenIsRefused() {
        assertThatThrownBy(() -> commit(tally(8, "a=1"))).hasMessageContaining("the engine holds no version of it");
    }

    @Test
    void theNumberOfPartitionsCannotChange() {
        commit(tally(1, "a=1"));
        assertThatThrownBy(() -> commit(tally(2, new HashPartitioner(2), "a=1")))
                .isInstanceOf(StateException.class)
                .hasMessageEndingWith("it is held in 3 partitions, not in 2; the number of partitions of a state cannot"
                        + " change while the program runs");
    }

    @Test
    void aStateIsWrittenByOneGroupAtATime() {
        try (JobGroup group = open()) {
            Jobs.collect(group, tally(1, "a=1"));
            assertThatThrownBy(() -> commit(tally(1, "a=1")))
                    .isInstanceOf(StateException.class)
                    .hasMessageEndingWith(
                            "it is being written by test batch 1; commit or close that group of jobs first");
        }
        assertThat(commit(tally(1, "a=1"))).containsExactly("a=1");
    }

    @Test
    void statesOfAllOperatorsAreCommittedTogether() {
        Stateful<TallyState, KeyValue<String, Integer>> first = tally(1, "a=1");
        Stateful<TallyState, KeyValue<String, Integer>> second = new Stateful<>(
                "second",
                0,
                1,
                List.of(KeyedPlans.partitionBy(first, THREE, first.origin())),
                first.step(),
                THREE,
                Jobs.origin("second"));
        try (JobGroup group = open()) {
            assertThat(texts(Jobs.collect(group, second))).containsExactly("a=1");
            group.commit();
        }
        assertThat(engine.operatorStates().size()).isEqualTo(2);
        assertThat(commit(tally(2, "a=1"))).containsExactly("a=2");
    }

    private JobGroup open() {
        return engine.open(new GroupOptions("test batch 1", FaultHandler.FAIL));
    }

    private List<String> commit(PlanNode<KeyValue<String, Integer>> node) {
        try (JobGroup group = open()) {
            List<String> records = texts(Jobs.collect(group, node));
            group.commit();
            return records;
        }
    }

    private List<String> snapshotAfter(long version) {
        return commit(snapshot(tally(version)));
    }

    private Stateful<TallyState, KeyValue<String, Integer>> tally(long version, String... records) {
        return tally(version, THREE, records);
    }

    /** The tally of records like {@code a=1}; fails on the key d while failing. */
    private Stateful<TallyState, KeyValue<String, Integer>> tally(
            long version, HashPartitioner partitioner, String... records) {
        AtomicBoolean counted = new AtomicBoolean();
        List<KeyValue<String, Integer>> pairs =
                Stream.of(records).map(StatefulTest::pair).toList();
        PlanNode<KeyValue<String, Integer>> source = Plans.map(
                Plans.ofList(pairs, 2, Jobs.origin("source")),
                record -> {
                    if (counted.compareAndSet(false, true)) {
                        evaluations.incrementAndGet();
                    }
                    return record;
                },
                Jobs.origin("count"));
        PlanNode<KeyValue<String, Integer>> placed = KeyedPlans.partitionBy(source, partitioner, Jobs.origin("place"));
        PlanNode<KeyValue<String, Integer>> checked = Plans.filter(placed, this::passes, Jobs.origin("map"));
        return new Stateful<>(
                "tally", version - 1, version, List.of(checked), new TallyStep(), partitioner, Jobs.origin("tally"));
    }

    private boolean passes(KeyValue<String, Integer> record) throws Exception {
        if (failing.get() && record.key().equals("d")) {
            throw new java.io.IOException("no d today");
        }
        return true;
    }

    private static StateSnapshot<TallyState, KeyValue<String, Integer>> snapshot(
            Stateful<TallyState, KeyValue<String, Integer>> node) {
        return new StateSnapshot<>(
                node,
                (state, out) -> {
                    for (var entry : state.values().entrySet()) {
                        out.emit(KeyValue.of(entry.getKey(), entry.getValue()));
                    }
                },
                Jobs.origin("snapshot"));
    }

    private static KeyValue<String, Integer> pair(String text) {
        int equals = text.indexOf('=');
        return KeyValue.of(text.substring(0, equals), Integer.valueOf(text.substring(equals + 1)));
    }

    private static List<String> texts(List<KeyValue<String, Integer>> records) {
        List<String> texts = new ArrayList<>();
        records.forEach(record -> texts.add(record.key() + "=" + record.value()));
        return texts;
    }
}
