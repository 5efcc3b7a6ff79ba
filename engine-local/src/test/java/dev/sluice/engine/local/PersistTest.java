package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PersistTest {
    private static final Origin ORIGIN = Jobs.origin("map");

    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private final AtomicInteger computed = new AtomicInteger();

    @BeforeEach
    void start() {
        engine = mode.engine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void recordsAreComputedOnceHoweverManyJobsAndGroupsReadThem() {
        PlanNode<Integer> node = persisted(counted());
        for (int i = 0; i < 2; i++) {
            try (JobGroup group = Mode.group(engine)) {
                assertThat(Jobs.collect(group, Plans.union(List.of(node, node), ORIGIN)))
                        .containsExactly(1, 2, 3, 1, 2, 3);
                assertThat(Jobs.pull(group, node)).containsExactly(List.of(1), List.of(2, 3));
            }
        }
        assertThat(computed).hasValue(3);
    }

    @Test
    void onlyThePartitionsThatWereReadAreKept() {
        Persist<Integer> node = persisted(counted());
        try (JobGroup group = Mode.group(engine)) {
            group.run(node, List.of(0), Jobs.pushToList());
            assertThat(computed).hasValue(1);
            assertThat(engine.persisted().missing(node, new int[] {0, 1})).containsExactly(1);
            assertThat(Jobs.collect(group, node)).containsExactly(1, 2, 3);
        }
        assertThat(computed).hasValue(3);
    }

    @Test
    void unpersistedRecordsAreComputedAgain() {
        Persist<Integer> node = persisted(counted());
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, node);
            engine.unpersist(node.id());
            assertThat(engine.persisted().size()).isZero();
            engine.unpersist(node.id());
            assertThat(Jobs.collect(group, node)).containsExactly(1, 2, 3);
        }
        assertThat(computed).hasValue(6);
    }

    @Test
    void aFailedPartitionIsNotKept() {
        AtomicBoolean failing = new AtomicBoolean(true);
        PlanNode<Integer> node = persisted(Plans.map(counted(), n -> failing.get() ? n / (n - n) : n, ORIGIN));
        try (JobGroup group = Mode.group(engine)) {
            assertThatThrownBy(() -> Jobs.collect(group, node)).hasMessageContaining("/ by zero");
            failing.set(false);
            assertThat(Jobs.collect(group, node)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aKeptNodeDoesNotEvaluateTheShuffleBehindItAgain() {
        PlanNode<KeyValue<Integer, Integer>> pairs = Plans.map(counted(), n -> KeyValue.of(n, n), ORIGIN);
        PlanNode<KeyValue<Integer, Integer>> node =
                persisted(KeyedPlans.reduceByKey(pairs, Integer::sum, new HashPartitioner(2), ORIGIN));
        for (int i = 0; i < 2; i++) {
            try (JobGroup group = Mode.group(engine)) {
                assertThat(Jobs.collect(group, node)).hasSize(3);
            }
        }
        assertThat(computed).hasValue(3);
    }

    @Test
    void aShuffleBehindANodeThatIsUnpersistedWhileItIsReadIsStillEvaluated() {
        AtomicBoolean unpersisted = new AtomicBoolean();
        PlanNode<KeyValue<Integer, Integer>> pairs = Plans.map(counted(), n -> KeyValue.of(n, n), ORIGIN);
        Persist<KeyValue<Integer, Integer>> node =
                persisted(KeyedPlans.reduceByKey(pairs, Integer::sum, new HashPartitioner(2), ORIGIN));
        PlanNode<KeyValue<Integer, Integer>> first = Plans.mapPartitions(
                Plans.ofList(List.of(KeyValue.of(0, 0)), 1, ORIGIN),
                (partition, records) -> {
                    if (unpersisted.get()) {
                        engine.unpersist(node.id());
                    }
                    return records;
                },
                true,
                ORIGIN);
        PlanNode<KeyValue<Integer, Integer>> both = Plans.gather(Plans.union(List.of(first, node), ORIGIN), ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, node);
        }
        unpersisted.set(true);
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, both)).hasSize(4);
        }
    }

    @Test
    void aDetachedNodeGivesTheKeptRecordsAndHoldsOnToNothingElse() {
        Persist<Integer> node = persisted(counted());
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, node);
            PlanNode<Integer> detached = engine.detach(node);
            assertThat(detached.parents()).isEmpty();
            assertThat(engine.persisted().size()).isZero();
            assertThat(Jobs.push(group, detached)).containsExactly(List.of(1), List.of(2, 3));
            assertThat(Jobs.pull(group, detached)).containsExactly(List.of(1), List.of(2, 3));
        }
        assertThat(computed).hasValue(3);
    }

    @Test
    void aNodeIsDetachedOnlyOnceItIsComputed() {
        Persist<Integer> node = persisted(counted());
        try (JobGroup group = Mode.group(engine)) {
            group.run(node, List.of(0), Jobs.pushToList());
            assertThatThrownBy(() -> engine.detach(node))
                    .hasMessage("map at Program.java:7: partition 1 must be computed before it is detached");
        }
    }

    private <T> Persist<T> persisted(PlanNode<T> node) {
        return new Persist<>(engine.newPersistId(), node, StorageLevel.MEMORY_ONLY, ORIGIN);
    }

    private PlanNode<Integer> counted() {
        return Plans.map(
                Plans.ofList(List.of(1, 2, 3), 2, ORIGIN),
                n -> {
                    computed.incrementAndGet();
                    return n;
                },
                ORIGIN);
    }
}
