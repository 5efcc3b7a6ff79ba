package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.MapWithStateDStream;
import dev.sluice.data.Batch;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.StateException;
import dev.sluice.function.Consumer;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapWithStateTest extends OperatorTable {
    private static final Batches<KeyValue<String, Integer>> PAIRS =
            batches(batch(kv("a", 1), kv("b", 2), kv("a", 3)), batch(), batch(kv("b", 4)), batch(kv("a", 5)));
    private static final StateSpec<String, Integer, Integer, String> SUMS = StateSpec.function(MapWithStateTest::add);

    private static String add(String key, Optional<Integer> value, State<Integer> state) {
        int sum = state.getOption().orElse(0) + value.orElse(0);
        state.update(sum);
        return key + sum;
    }

    /** Sums, and says goodbye to a key that times out. */
    private static String addOrEnd(String key, Optional<Integer> value, State<Integer> state) {
        return state.isTimingOut() ? key + " ends with " + state.get() + value : add(key, value, state);
    }

    @Test
    void theFunctionIsCalledOncePerRecordInOrder() {
        checkPairs(PAIRS, pairs -> pairs.mapWithState(SUMS))
                .inAnyOrder()
                .gives(batch("a1", "a4", "b2"), batch(), batch("b6"), batch("a9"));
        checkPairs(
                        batches(batch(kv("a", 1), kv("a", 2), kv("a", 3)), batch(kv("a", 4))),
                        pairs -> pairs.mapWithState(SUMS))
                .gives(batch("a1", "a3", "a6"), batch("a10"));
    }

    @Test
    void theFullFormKnowsTheBatchAndMayGiveNothing() {
        checkPairs(PAIRS, pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::onlyEvenSums)))
                .inAnyOrder()
                .gives(batch("a4 in 1", "b2 in 1"), batch(), batch("b6 in 3"), batch());
    }

    private static Optional<String> onlyEvenSums(
            Batch batch, String key, Optional<Integer> value, State<Integer> state) {
        String sum = add(key, value, state);
        return state.get() % 2 == 0 ? Optional.of(sum + " in " + batch.id()) : Optional.empty();
    }

    @Test
    void snapshotsShowTheStatesOfAllKeysInEveryBatch() {
        checkPairs(PAIRS, pairs -> pairs.mapWithState(SUMS).stateSnapshots())
                .gives(
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 6)),
                        batch(kv("a", 9), kv("b", 6)));
    }

    @Test
    void resultsAndSnapshotsCanBeReadTogether() {
        try (StreamTester tester = StreamTester.create()) {
            Engine.Counter calls = tester.context().counter("calls");
            MapWithStateDStream<String, Integer, Integer, String> sums = tester.pairInput(PAIRS)
                    .mapWithState(StateSpec.<String, Integer, Integer, String>function((key, value, state) -> {
                        calls.add(1);
                        return add(key, value, state);
                    }));
            Collected<KeyValue<String, Integer>> snapshots = tester.collect(sums.stateSnapshots());
            Collected<String> results = tester.collect(sums);
            tester.runBatches(4);
            assertThat(results.batch(3)).contains(List.of("b6"));
            assertThat(snapshots.last()).containsExactlyInAnyOrder(kv("a", 9), kv("b", 6));
            assertThat(calls.value()).isEqualTo(5);
        }
    }

    @Test
    void aFunctionThatDoesNotUpdateLeavesTheStateAlone() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("a", -1)), batch(kv("a", 2))),
                        pairs -> pairs.mapWithState(StateSpec.<String, Integer, Integer, String>function(
                                (key, value, state) -> value.get() < 0 ? "seen " + state : add(key, value, state))))
                .gives(batch("a1"), batch("seen 1"), batch("a3"));
    }

    @Test
    void removeDropsTheStateAndALaterRecordBeginsAnew() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 1)), batch(kv("a", -1)), batch(), batch(kv("a", 7))),
                        pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::addOrRemove))
                                .stateSnapshots())
                .gives(
                        batch(kv("a", 1), kv("b", 1)),
                        batch(kv("b", 1)),
                        batch(kv("b", 1)),
                        batch(kv("a", 7), kv("b", 1)));
    }

    @Test
    void aStateMayBeRemovedAndMadeAgainByRecordsOfOneBatch() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("a", -1), kv("a", 5)), batch(kv("a", 1))),
                        pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::addOrRemove)))
                .gives(batch("a1", "a gone", "a5"), batch("a6"));
    }

    @Test
    void removingAStateThatIsNotThereIsAllowed() {
        checkPairs(
                        batches(batch(kv("a", -1)), batch(kv("a", 1))),
                        pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::addOrRemove)))
                .gives(batch("a gone"), batch("a1"));
    }

    private static String addOrRemove(String key, Optional<Integer> value, State<Integer> state) {
        if (value.orElse(0) < 0) {
            state.remove();
            return key + " gone" + (state.exists() ? " not" : "");
        }
        return add(key, value, state);
    }

    @Test
    void aKeyTimesOutInTheFirstBatchLaterThanItsDeadline() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("b", 2)), batch(kv("b", 3))),
                        pairs -> pairs.mapWithState(
                                StateSpec.function(MapWithStateTest::addOrEnd).timeout(seconds(2))))
                .inAnyOrder()
                .gives(
                        batch("a1"),
                        batch("b2"),
                        batch("b5"),
                        batch("a ends with 1Optional.empty"),
                        batch(),
                        batch("b ends with 5Optional.empty"),
                        batch());
    }

    @Test
    void aTimeoutShorterThanABatchEndsKeysInTheNextBatch() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("b", 2))),
                        pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::addOrEnd)
                                        .timeout(Duration.ofMillis(1)))
                                .stateSnapshots())
                .gives(batch(kv("a", 1)), batch(kv("b", 2)), batch());
    }

    @Test
    void aRecordInTheBatchOfTheDeadlineKeepsTheKey() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(), batch(), batch(kv("a", 2))),
                        pairs -> pairs.mapWithState(
                                StateSpec.function(MapWithStateTest::addOrEnd).timeout(seconds(2))))
                .gives(
                        batch("a1"),
                        batch(),
                        batch(),
                        batch("a3"),
                        batch(),
                        batch(),
                        batch("a ends with 3Optional.empty"));
    }

    @Test
    void aRecordWithoutAnUpdateRefreshesTheDeadline() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(), batch(kv("a", -1))),
                        pairs -> pairs.mapWithState(StateSpec.<String, Integer, Integer, String>function(
                                        (key, value, state) -> value.isPresent() && value.get() < 0
                                                ? "seen"
                                                : addOrEnd(key, value, state))
                                .timeout(seconds(2))))
                .gives(batch("a1"), batch(), batch("seen"), batch(), batch(), batch("a ends with 1Optional.empty"));
    }

    @Test
    void aKeyThatTimedOutBeginsAnew() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(), batch(kv("a", 10))),
                        pairs -> pairs.mapWithState(
                                StateSpec.function(MapWithStateTest::addOrEnd).timeout(Duration.ofMillis(500))))
                .gives(batch("a1"), batch("a ends with 1Optional.empty"), batch("a10"));
    }

    @Test
    void aRemovedKeyDoesNotTimeOut() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("a", -1))),
                        pairs -> pairs.mapWithState(StateSpec.function(MapWithStateTest::addOrRemove)
                                .timeout(seconds(1))))
                .gives(batch("a1"), batch("a gone"), batch(), batch());
    }

    @Test
    void manyKeysTimeOutInOneBatchEachOnce() {
        try (StreamTester tester = StreamTester.create()) {
            List<KeyValue<String, Integer>> many =
                    IntStream.range(0, 500).mapToObj(i -> kv("k" + i, i)).toList();
            Collected<String> ended = tester.collect(tester.pairInput(many)
                    .mapWithState(StateSpec.function(MapWithStateTest::addOrEnd).timeout(seconds(1)))
                    .filter(text -> text.contains("ends")));
            tester.runBatches(4);
            assertThat(ended.batch(2)).contains(List.of());
            assertThat(ended.batch(3))
                    .hasValueSatisfying(batch -> assertThat(batch).hasSize(500).doesNotHaveDuplicates());
            assertThat(ended.batch(4)).contains(List.of());
        }
    }

    @Test
    void initialStatesAreTouchedByTheFirstBatch() {
        check(tester -> tester.pairInput(batch(kv("a", 1)), batch())
                        .mapWithState(StateSpec.function(MapWithStateTest::addOrEnd)
                                .initialState(tester.context().parallelizePairs(List.of(kv("a", 100), kv("z", 26))))
                                .timeout(seconds(2))))
                .inAnyOrder()
                .gives(
                        batch("a101"),
                        batch(),
                        batch(),
                        batch("a ends with 101Optional.empty", "z ends with 26Optional.empty"));
    }

    @Test
    void initialStatesAreInTheSnapshotsWithoutACall() {
        check(tester -> tester.pairInput(batch(), batch(kv("z", 1)))
                        .mapWithState(SUMS.initialState(tester.context().parallelizePairs(List.of(kv("z", 26)))))
                        .stateSnapshots())
                .gives(batch(kv("z", 26)), batch(kv("z", 27)));
    }

    @Test
    void thePartitionsMayBeNamed() {
        for (StateSpec<String, Integer, Integer, String> spec :
                List.of(SUMS.numPartitions(5), SUMS.partitioner(new HashPartitioner(5)))) {
            try (StreamTester tester = StreamTester.create()) {
                Collected<List<String>> parts = tester.collect(
                        tester.pairInput(PAIRS).mapWithState(spec).glom());
                tester.runBatches(1);
                assertThat(parts.last()).hasSize(5);
            }
        }
        assertThatThrownBy(() -> SUMS.numPartitions(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of partitions must be at least 1, but was 0");
    }

    @Test
    void aTimeoutMustBePositive() {
        assertThatThrownBy(() -> SUMS.timeout(Duration.ZERO))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the timeout of a state must be positive, but was PT0S");
        assertThatThrownBy(() -> SUMS.timeout(seconds(-1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the timeout of a state must be positive, but was PT-1S");
    }

    @Test
    void callsThatTheStateForbidsFailTheBatch() {
        assertThat(failureOf(state -> {
                    state.remove();
                    state.update(1);
                }))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("the state cannot be updated after it was removed in the same call");
        assertThat(failureOf(state -> {
                    state.remove();
                    state.remove();
                }))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("the state cannot be removed twice in the same call");
        assertThat(failureOf(state -> state.update(null)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("the state cannot be null; call remove() to drop it");
        assertThat(failureOf(State::get))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("the key has no state; ask exists() or use getOption()")
                .hasRootCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aStateThatTimesOutCannotBeChanged() {
        assertThat(failureAtTimeout(state -> state.update(1)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(
                        "the state cannot be updated while it is timing out; it is dropped after this call");
        assertThat(failureAtTimeout(State::remove))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(
                        "the state cannot be removed while it is timing out; it is dropped after this call");
    }

    private static Throwable failureOf(Consumer<State<Integer>> call) {
        return check(tester -> tester.pairInput(batch(kv("a", 1)))
                        .mapWithState(StateSpec.<String, Integer, Integer, String>function((key, value, state) -> {
                            call.accept(state);
                            return key;
                        })))
                .failureWithin(1);
    }

    private static Throwable failureAtTimeout(Consumer<State<Integer>> call) {
        return check(tester -> tester.pairInput(batch(kv("a", 1)))
                        .mapWithState(StateSpec.<String, Integer, Integer, String>function((key, value, state) -> {
                                    if (state.isTimingOut()) {
                                        call.accept(state);
                                    } else {
                                        state.update(1);
                                    }
                                    return key;
                                })
                                .timeout(seconds(1))))
                .failureWithin(3);
    }
}
