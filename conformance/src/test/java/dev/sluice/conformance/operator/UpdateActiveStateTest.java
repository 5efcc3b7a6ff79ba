package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.error.OperatorException;
import dev.sluice.rdd.PairRdd;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class UpdateActiveStateTest extends OperatorTable {
    /** Functions see no variable of the test where they run elsewhere, but what is static in their JVM. */
    private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    private static final Batches<KeyValue<String, Integer>> PAIRS =
            batches(batch(kv("a", 1), kv("b", 2), kv("a", 3)), batch(), batch(kv("b", 4), kv("c", 5)), batch());

    @Test
    void theStatesOfTheKeysWithValuesComeOut() {
        checkPairs(PAIRS, pairs -> pairs.updateActiveStateByKey(UpdateActiveStateTest::sum))
                .gives(batch(kv("a", 4), kv("b", 2)), batch(), batch(kv("b", 6), kv("c", 5)), batch());
    }

    @Test
    void theSnapshotsHaveTheStatesOfAllKeys() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.updateActiveStateByKey(UpdateActiveStateTest::sum)
                                .stateSnapshots())
                .gives(
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 6), kv("c", 5)),
                        batch(kv("a", 4), kv("b", 6), kv("c", 5)));
    }

    @Test
    void theFunctionIsCalledOnceForEachKeyWithValuesAndSeesThemInOrder() {
        CALLS.clear();
        try (StreamTester tester = StreamTester.create()) {
            var states = tester.collect(tester.pairInput(
                            batches(batch(kv("a", 1), kv("b", 9), kv("a", 2)), batch(), batch(kv("a", 4), kv("a", 3))))
                    .<String>updateActiveStateByKey(
                            (batch, key, values, state) -> {
                                CALLS.add(batch.id() + " " + key + " " + values + " " + state.orElse("none"));
                                return Optional.of(values.toString());
                            },
                            new HashPartitioner(1),
                            null));
            tester.runBatches(4);
            assertThat(states.batches()).hasSize(4);
        }
        assertThat(CALLS).containsExactly("1 a [1, 2] none", "1 b [9] none", "3 a [4, 3] [1, 2]");
    }

    @Test
    void emptyDropsTheKeyWithNothingComingOutAndLaterValuesBeginAnew() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 1)), batch(kv("a", -1), kv("c", -1)), batch(kv("a", 7))),
                        pairs -> pairs.<Integer>updateActiveStateByKey(
                                (values, state) -> values.contains(-1) ? Optional.empty() : sum(values, state)))
                .gives(batch(kv("a", 1), kv("b", 1)), batch(), batch(kv("a", 7)));
    }

    @Test
    void initialStatesAreThereAndComeOutWithTheirFirstValues() {
        try (StreamTester tester = StreamTester.create()) {
            PairRdd<String, Integer> initial = tester.context().parallelizePairs(List.of(kv("a", 10), kv("z", 26)));
            var states = tester.pairInput(PAIRS)
                    .<Integer>updateActiveStateByKey(
                            (batch, key, values, state) -> sum(values, state), new HashPartitioner(2), initial);
            var given = tester.collect(states);
            var all = tester.collect(states.stateSnapshots());
            tester.runBatches(1);
            assertThat(given.last()).containsExactlyInAnyOrder(kv("a", 14), kv("b", 2));
            assertThat(all.last()).containsExactlyInAnyOrder(kv("a", 14), kv("b", 2), kv("z", 26));
        }
    }

    @Test
    void aFunctionThatGivesNullFailsTheBatch() {
        try (StreamTester tester = StreamTester.create()) {
            var states =
                    tester.collect(tester.pairInput(PAIRS).<Integer>updateActiveStateByKey((values, state) -> null));
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("updateActiveStateByKey at UpdateActiveStateTest.java")
                    .hasMessageContaining("the function returned null; Optional.empty() drops the key");
            assertThat(states.batches()).isEmpty();
        }
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> state) {
        return Optional.of(
                state.orElse(0) + values.stream().mapToInt(value -> value).sum());
    }
}
