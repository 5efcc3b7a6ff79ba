package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Source;
import dev.sluice.plan.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalEngineTest {
    private static final Origin ORIGIN = Jobs.origin("map");
    private static final int BATCHES = 100_000;

    private final LocalEngine engine = Mode.INLINE.engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void nothingIsLeftOfBatchesThatAreDone() {
        HashPartitioner partitioner = new HashPartitioner(2);
        List<KeyValue<String, Integer>> tally = List.of();
        for (int batch = 1; batch <= BATCHES; batch++) {
            BlockStore.Block<KeyValue<String, Integer>> block =
                    engine.blocks().put(List.of(KeyValue.of("k", 1)), StorageLevel.MEMORY_ONLY);
            Persist<KeyValue<String, Integer>> kept = new Persist<>(
                    engine.newPersistId(),
                    new Source<>(List.of(block.split()), ORIGIN),
                    StorageLevel.MEMORY_ONLY,
                    ORIGIN);
            PlanNode<KeyValue<String, Integer>> sums = KeyedPlans.reduceByKey(kept, Integer::sum, partitioner, ORIGIN);
            PlanNode<KeyValue<String, Integer>> state =
                    new Stateful<>("tally", batch - 1, batch, List.of(sums), new TallyStep(), partitioner, ORIGIN);
            try (JobGroup group = Mode.group(engine)) {
                tally = Jobs.collect(group, state);
                group.commit();
            }
            engine.unpersist(kept.id());
            engine.blocks().remove(block.id());
        }
        assertThat(tally).containsExactly(KeyValue.of("k", BATCHES));
        assertThat(engine.openGroups()).isZero();
        assertThat(engine.persisted().size()).isZero();
        assertThat(((LocalBlockStore) engine.blocks()).size()).isZero();
        assertThat(engine.workers().offers()).isZero();
        assertThat(engine.operatorStates().size()).isOne();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theStageBeforeAnExchangeIsSharedByAllThreads() {
        CountDownLatch two = new CountDownLatch(2);
        PlanNode<KeyValue<Integer, Integer>> pairs = Plans.map(
                Plans.ofList(List.of(1, 2), 2, ORIGIN),
                n -> {
                    two.countDown();
                    two.await();
                    return KeyValue.of(n, n);
                },
                ORIGIN);
        Tuning sharing = new Tuning(0, 0, 0, () -> 0);
        try (LocalEngine shared = new LocalEngine("test", 2, sharing, Checks.NONE);
                JobGroup group = Mode.group(shared)) {
            assertThat(Jobs.collect(group, KeyedPlans.reduceByKey(pairs, Integer::sum, new HashPartitioner(2), ORIGIN)))
                    .hasSize(2);
        }
    }

    @Test
    void aClosedGroupHoldsNothing() {
        LocalJobGroup group = (LocalJobGroup) Mode.group(engine);
        PlanNode<KeyValue<Integer, Integer>> sums = KeyedPlans.reduceByKey(
                Plans.ofList(List.of(KeyValue.of(1, 1)), 1, ORIGIN), Integer::sum, new HashPartitioner(2), ORIGIN);
        Jobs.collect(group, sums);
        assertThat(group.exchanges().size()).isOne();
        group.close();
        assertThat(group.exchanges().size()).isZero();
        assertThat(group.states().size()).isZero();
    }

    @Test
    void blocksAreKeptByReferenceInOneCopy() {
        List<Integer> records = new ArrayList<>(List.of(1, 2, 3));
        BlockStore.Block<Integer> first = engine.blocks().put(records, StorageLevel.MEMORY_AND_DISK_2);
        BlockStore.Block<Integer> second = engine.blocks().put(List.of(), StorageLevel.MEMORY_ONLY);

        assertThat(first.records()).isEqualTo(3);
        assertThat(first.replicas()).isOne();
        assertThat(second.id()).isNotEqualTo(first.id());
        try (JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.collect(group, new Source<>(List.of(first.split(), second.split()), ORIGIN)))
                    .containsExactly(1, 2, 3);
        }
        engine.blocks().remove(first.id());
        engine.blocks().remove(first.id());
        assertThat(((LocalBlockStore) engine.blocks()).size()).isOne();
    }

    @Test
    void aBroadcastIsTheValueItself() {
        List<String> value = new ArrayList<>(List.of("a"));
        assertThat(engine.broadcast(value).value()).isSameAs(value);
    }

    @Test
    void countersOfOneNameAreOne() {
        Engine.Counter counter = engine.counter("bad records");
        PlanNode<Integer> counted = Plans.map(
                Plans.ofList(List.of(1, 2, 3), 2, ORIGIN),
                n -> {
                    counter.add(n);
                    return n;
                },
                ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, counted);
        }
        assertThat(engine.counter("bad records").value()).isEqualTo(6);
        assertThat(engine.counter("other").value()).isZero();
        assertThat(counter).hasToString("bad records=6");
    }

    @Test
    void persistIdsAreUnique() {
        assertThat(List.of(engine.newPersistId(), engine.newPersistId(), engine.newPersistId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aGroupHasTheNameItWasGiven() {
        try (JobGroup group = Mode.group(engine)) {
            assertThat(group.name()).isEqualTo("test batch 1");
        }
    }

    @Test
    void closingTheEngineClosesItsGroups() {
        LocalJobGroup group = (LocalJobGroup) Mode.group(engine);
        PlanNode<KeyValue<String, Integer>> state = new Stateful<>(
                "tally",
                0,
                1,
                List.of(Plans.ofList(List.of(KeyValue.of("k", 1)), 1, ORIGIN)),
                new TallyStep(),
                null,
                ORIGIN);
        Jobs.collect(group, state);
        engine.close();
        assertThat(engine.openGroups()).isZero();
        assertThat(engine.operatorStates().size()).isZero();
        assertThat(group.states().size()).isZero();
    }
}
