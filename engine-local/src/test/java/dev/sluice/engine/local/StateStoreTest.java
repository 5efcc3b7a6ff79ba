package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.StateStore;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.JobCancelledException;
import dev.sluice.error.StateException;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Stateful;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
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
class StateStoreTest {
    private static final HashPartitioner THREE = new HashPartitioner(3);

    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private StateStore states;

    @BeforeEach
    void start() {
        engine = mode.engine();
        states = engine.states();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anOperatorThatNeverRanHasNoState() {
        assertThat(states.capture("tally", partition -> true)).isEmpty();
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, tally(1, "a=1"));
        }
        assertThat(states.capture("tally", partition -> true))
                .as("after a batch that was rolled back")
                .isEmpty();
    }

    @Test
    void aLoadedStateGoesOnFromItsVersion() {
        commit(tally(1, "a=1", "b=2", "c=3"));
        commit(tally(2, "a=10"));
        List<List<StateChunk>> stored = chunks(states.capture("tally", partition -> true));
        assertThat(stored).hasSize(3);
        try (LocalEngine other = mode.engine()) {
            other.states().load("tally", 2, 3, partition -> loaded(stored.get(partition)));
            assertThat(commit(other, tally(3, "a=100", "b=100", "d=4")))
                    .containsExactlyInAnyOrder("a=111", "b=102", "d=4");
            assertThatThrownBy(() -> commit(other, tally(3, "a=1")))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("the engine holds version 3");
            assertThat(chunks(other.states().capture("tally", partition -> false)))
                    .as("a loaded state is as good as captured")
                    .hasSize(3);
        }
    }

    @Test
    void eachPartitionIsAskedForByItself() {
        commit(tally(1, "a=1", "b=2", "c=3"));
        states.capture("tally", partition -> true);
        commit(tally(2, "a=1"));
        Set<Integer> asked = ConcurrentHashMap.newKeySet();
        List<StateCapture> captures = states.capture("tally", partition -> {
            asked.add(partition);
            return partition == 1;
        });
        assertThat(captures).hasSize(3).doesNotContainNull();
        assertThat(asked).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aStateThatABatchWritesIsNotCaptured() {
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, tally(1, "a=1"));
            assertThatThrownBy(() -> states.capture("tally", partition -> true))
                    .isInstanceOf(StateException.class)
                    .hasMessage("the state of operator \"tally\" cannot be captured while it is being written by"
                            + " test batch 1; commit or close that group of jobs first");
        }
    }

    @Test
    void aStateIsLoadedBeforeTheFirstBatchOnly() {
        commit(tally(1, "a=1"));
        assertThatThrownBy(() -> states.load("tally", 5, 3, partition -> new TallyState()))
                .isInstanceOf(StateException.class)
                .hasMessage("the state of operator \"tally\" cannot be loaded: the engine holds version 1;"
                        + " states are loaded before the first batch");
        try (JobGroup group = Mode.group(engine)) {
            Jobs.collect(group, tally("other", 1, "a=1"));
            assertThatThrownBy(() -> states.load("other", 5, 3, partition -> new TallyState()))
                    .hasMessageContaining("cannot be loaded: test batch 1 is writing it;");
        }
        assertThat(commit(tally(2, "a=1"))).containsExactly("a=2");
    }

    @Test
    void theNumberOfPartitionsLoadedIsThatOfTheProgram() {
        states.load("tally", 4, 2, partition -> loaded(List.of()));
        assertThatThrownBy(() -> commit(tally(5, "a=1")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("it is held in 2 partitions, not in 3");
    }

    @Test
    void aFailureNamesOperatorAndPartitionAndLoadsNothing() {
        assertThatThrownBy(() -> states.load("tally", 4, 3, partition -> {
                    if (partition == 1) {
                        throw new IOException("planted");
                    }
                    return loaded(List.of());
                }))
                .isInstanceOf(StateException.class)
                .hasMessage("loading partition 1 of the state of operator \"tally\" failed:"
                        + " java.io.IOException: planted");
        assertThatThrownBy(() -> states.load("tally", 4, 1, partition -> {
                    throw new CorruptionException("a bit is wrong");
                }))
                .isInstanceOf(CorruptionException.class)
                .hasMessage("loading partition 0 of the state of operator \"tally\": a bit is wrong");
        assertThatThrownBy(() -> states.load("tally", 4, 1, partition -> {
                    throw new StateException("the rule");
                }))
                .isInstanceOf(StateException.class)
                .hasMessage("loading partition 0 of the state of operator \"tally\": the rule");
        assertThat(commit(tally(1, "a=1"))).containsExactly("a=1");
    }

    @Test
    void aLoaderThatIsInterruptedCancels() {
        assertThatThrownBy(() -> states.load("tally", 4, 1, partition -> {
                    throw new InterruptedException("planted");
                }))
                .isInstanceOf(JobCancelledException.class)
                .hasMessageContaining("loading the state of operator \"tally\"");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void versionsAndPartitionsAreCountedFromOne() {
        assertThatThrownBy(() -> states.load("tally", 0, 3, partition -> new TallyState()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the state of operator \"tally\" cannot be loaded at version 0 in 3 partitions:"
                        + " both are counted from 1");
        assertThatThrownBy(() -> states.load("tally", 1, 0, partition -> new TallyState()))
                .isInstanceOf(InvalidProgramException.class);
    }

    @Test
    void partitionsAreLoadedAtOnce() {
        if (mode == Mode.SHARED) {
            CyclicBarrier all = new CyclicBarrier(3);
            states.load("tally", 1, 3, partition -> {
                all.await();
                return loaded(List.of());
            });
            assertThat(commit(tally(2, "a=1"))).containsExactly("a=1");
        }
    }

    private static TallyState loaded(List<StateChunk> chunks) {
        TallyState state = new TallyState();
        chunks.forEach(state::restore);
        state.restored();
        return state;
    }

    private static List<List<StateChunk>> chunks(List<StateCapture> captures) {
        List<List<StateChunk>> all = new ArrayList<>();
        for (StateCapture capture : captures) {
            List<StateChunk> chunks = new ArrayList<>();
            capture.forEachChunk(chunks::add);
            all.add(chunks);
        }
        return all;
    }

    private List<String> commit(PlanNode<KeyValue<String, Integer>> node) {
        return commit(engine, node);
    }

    private static List<String> commit(LocalEngine engine, PlanNode<KeyValue<String, Integer>> node) {
        try (JobGroup group = Mode.group(engine)) {
            List<String> records = Jobs.collect(group, node).stream()
                    .map(pair -> pair.key() + "=" + pair.value())
                    .toList();
            group.commit();
            return records;
        }
    }

    private static Stateful<TallyState, KeyValue<String, Integer>> tally(long version, String... records) {
        return tally("tally", version, records);
    }

    private static Stateful<TallyState, KeyValue<String, Integer>> tally(
            String operator, long version, String... records) {
        List<KeyValue<String, Integer>> pairs = Stream.of(records)
                .map(text -> text.split("=", 2))
                .map(parts -> KeyValue.of(parts[0], Integer.valueOf(parts[1])))
                .toList();
        PlanNode<KeyValue<String, Integer>> source = Plans.ofList(pairs, 2, Jobs.origin("source"));
        PlanNode<KeyValue<String, Integer>> placed = KeyedPlans.partitionBy(source, THREE, Jobs.origin("place"));
        return new Stateful<>(
                operator, version - 1, version, List.of(placed), new TallyStep(), THREE, Jobs.origin("tally"));
    }
}
