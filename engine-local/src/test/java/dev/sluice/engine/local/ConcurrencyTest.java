package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads run jobs at once, in one group and over the same nodes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@EnumSource
class ConcurrencyTest {
    private static final Origin ORIGIN = Jobs.origin("map");
    private static final HashPartitioner THREE = new HashPartitioner(3);
    private static final int CALLERS = 4;
    private static final int ROUNDS = 100;

    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @BeforeEach
    void start() {
        engine = mode.engine();
    }

    @AfterEach
    void close() {
        callers.shutdown();
        engine.close();
    }

    @Test
    void whatManyThreadsReadIsComputedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger computed = new AtomicInteger();
            PlanNode<KeyValue<String, Integer>> source = Plans.map(
                    Plans.ofList(IntStream.range(0, 100).boxed().toList(), 3, ORIGIN),
                    n -> {
                        computed.incrementAndGet();
                        return KeyValue.of("k" + n % 10, n);
                    },
                    ORIGIN);
            PlanNode<KeyValue<String, Integer>> kept =
                    new Persist<>(engine.newPersistId(), source, StorageLevel.MEMORY_ONLY, ORIGIN);
            PlanNode<KeyValue<String, Integer>> sums = KeyedPlans.reduceByKey(kept, Integer::sum, THREE, ORIGIN);
            PlanNode<KeyValue<String, Integer>> state = new Stateful<>(
                    "tally", round, round + 1L, List.of(sums), new TallyStep(), THREE, Jobs.origin("tally"));
            PlanNode<KeyValue<String, Integer>> all = Plans.union(List.of(kept, sums, state), ORIGIN);
            try (JobGroup group = Mode.group(engine)) {
                List<List<List<KeyValue<String, Integer>>>> results = fromAllCallers(() -> Jobs.push(group, all));
                assertThat(results).hasSize(CALLERS).allMatch(results.get(0)::equals);
                assertThat(results.get(0).stream().mapToInt(List::size).sum()).isEqualTo(120);
                group.commit();
            }
            assertThat(computed).hasValue(100);
        }
    }

    @Test
    void generatedPlansGiveTheSameFromManyThreads() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            List<PlanNode<KeyValue<Integer, String>>> nodes = new RandomPlans(seed, engine).plan(10);
            PlanNode<KeyValue<Integer, String>> last = nodes.get(nodes.size() - 1);
            List<List<KeyValue<Integer, String>>> expected = new Naive().evaluate(last);
            try (JobGroup group = Mode.group(engine)) {
                assertThat(fromAllCallers(() -> Jobs.pull(group, last)))
                        .as("seed %d", seed)
                        .allMatch(expected::equals);
            }
        }
    }

    @Test
    void oneCallersFailureIsNotAnothers() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PlanNode<Integer> kept = new Persist<>(
                    engine.newPersistId(),
                    Plans.ofList(IntStream.range(0, 1_000).boxed().toList(), 4, ORIGIN),
                    StorageLevel.MEMORY_ONLY,
                    ORIGIN);
            PlanNode<Integer> failing = Plans.map(kept, n -> n / (999 - n), ORIGIN);
            AtomicInteger turn = new AtomicInteger();
            try (JobGroup group = Mode.group(engine)) {
                List<String> results = fromAllCallers(() ->
                        turn.getAndIncrement() % 2 == 0 ? sizeOrFailure(group, kept) : sizeOrFailure(group, failing));
                assertThat(results).containsExactlyInAnyOrder("1000", "1000", "OperatorException", "OperatorException");
            }
        }
    }

    @Test
    void aFunctionMayRunJobsOfItsOwn() {
        PlanNode<Integer> inner = Plans.gather(numbers(), ORIGIN);
        try (JobGroup group = Mode.group(engine)) {
            PlanNode<Integer> outer = Plans.map(
                    numbers(),
                    n -> n
                            + Jobs.collect(group, Plans.repartition(inner, 3, ORIGIN))
                                    .size(),
                    ORIGIN);
            assertThat(Jobs.collect(group, outer)).startsWith(100, 101, 102).hasSize(100);
        }
    }

    private static PlanNode<Integer> numbers() {
        return Plans.ofList(IntStream.range(0, 100).boxed().toList(), 4, ORIGIN);
    }

    private static String sizeOrFailure(JobGroup group, PlanNode<Integer> node) {
        try {
            return "" + Jobs.collect(group, node).size();
        } catch (RuntimeException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }

    private <T> List<T> fromAllCallers(Callable<T> call) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            futures.add(callers.submit(call));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
