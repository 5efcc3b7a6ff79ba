package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.JobCancelledException;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Work without end stops when its group is cancelled. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@EnumSource
class CancelTest {
    private static final Origin ORIGIN = Jobs.origin("map");

    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private JobGroup group;
    private final CountDownLatch running = new CountDownLatch(1);

    @BeforeEach
    void start() {
        engine = mode.engine();
        group = Mode.group(engine);
    }

    @AfterEach
    void close() {
        group.close();
        engine.close();
    }

    @Test
    void anEndlessSourceStops() {
        stops(Plans.count(announcing(endless()), ORIGIN));
    }

    @Test
    void anEndlessSourceBehindAFilterThatLetsNothingPassStops() {
        stops(Plans.filter(announcing(endless()), n -> false, ORIGIN));
    }

    @Test
    void anEndlessFlatMapStops() {
        PlanNode<Integer> one = Plans.ofList(List.of(1), 1, ORIGIN);
        stops(Plans.filter(announcing(Plans.flatMap(one, n -> forEver(), ORIGIN)), n -> false, ORIGIN));
    }

    @Test
    void anEndlessFunctionOverPartitionsStops() {
        PlanNode<Integer> one = Plans.ofList(List.of(1), 1, ORIGIN);
        stops(Plans.count(
                announcing(Plans.mapPartitions(
                        one, (partition, records) -> forEver().iterator(), false, ORIGIN)),
                ORIGIN));
    }

    @Test
    void anEndlessMapSideStops() {
        PlanNode<KeyValue<Integer, Integer>> pairs =
                Plans.map(announcing(endless()), n -> KeyValue.of(n % 5, n), ORIGIN);
        stops(KeyedPlans.reduceByKey(pairs, Integer::sum, new HashPartitioner(2), ORIGIN));
    }

    @Test
    void anEndlessPullStops() {
        cancelOnceRunning();
        assertThatThrownBy(() -> Jobs.pull(group, Plans.filter(announcing(endless()), n -> false, ORIGIN)))
                .isInstanceOf(JobCancelledException.class);
    }

    @Test
    void anInterruptOfTheCallerStopsItsJobAndIsKept() {
        Thread caller = Thread.currentThread();
        PlanNode<Integer> interrupting = Plans.map(
                endless(),
                n -> {
                    caller.interrupt();
                    return n;
                },
                ORIGIN);
        assertThatThrownBy(() ->
                        group.run(Plans.filter(interrupting, n -> false, ORIGIN), List.of(0, 1), Jobs.pushToList()))
                .isInstanceOf(JobCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Jobs.collect(group, Plans.ofList(List.of(1), 1, ORIGIN))).containsExactly(1);
    }

    @Test
    void aCancelledGroupRunsNothingMoreButOthersDo() {
        group.cancel();
        PlanNode<Integer> one = Plans.ofList(List.of(1), 1, ORIGIN);
        assertThatThrownBy(() -> Jobs.push(group, one)).isInstanceOf(JobCancelledException.class);
        assertThatThrownBy(() -> group.run(one, List.of(), Jobs.pushToList()))
                .isInstanceOf(JobCancelledException.class);
        try (JobGroup other = Mode.group(engine)) {
            assertThat(Jobs.collect(other, one)).containsExactly(1);
        }
    }

    @Test
    void aClosedGroupAndAClosedEngineSayThatTheyAreClosed() {
        PlanNode<Integer> one = Plans.ofList(List.of(1), 1, ORIGIN);
        group.close();
        group.close();
        assertThatThrownBy(() -> Jobs.push(group, one))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("test batch 1 is closed: its jobs can run no more");
        engine.close();
        engine.close();
        assertThatThrownBy(() -> Mode.group(engine))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("the engine is closed: test batch 1 cannot be opened");
    }

    private <T> void stops(PlanNode<T> node) {
        cancelOnceRunning();
        assertThatThrownBy(() -> Jobs.push(group, node))
                .isInstanceOf(JobCancelledException.class)
                .hasMessage("test batch 1 was cancelled before it ended")
                .hasNoSuppressedExceptions();
    }

    private void cancelOnceRunning() {
        new Thread(() -> {
                    try {
                        running.await();
                    } catch (InterruptedException interruption) {
                        throw new AssertionError(interruption);
                    }
                    group.cancel();
                })
                .start();
    }

    private PlanNode<Integer> announcing(PlanNode<Integer> node) {
        return Plans.map(
                node,
                n -> {
                    running.countDown();
                    return n;
                },
                ORIGIN);
    }

    private static PlanNode<Integer> endless() {
        return new Source<>(List.of(new EndlessSplit(), new EndlessSplit()), ORIGIN);
    }

    private static Iterable<Integer> forEver() {
        return () -> Stream.generate(() -> 1).iterator();
    }

    private record EndlessSplit() implements Split<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return forEver().iterator();
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }
}
