package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.PairDStream;
import dev.sluice.data.Batch;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.rdd.PairRdd;
import dev.sluice.state.KeyedUpdate;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateStateTest extends OperatorTable {
    private static final HashPartitioner TWO = new HashPartitioner(2);
    private static final Batches<KeyValue<String, Integer>> PAIRS =
            batches(batch(kv("a", 1), kv("b", 2), kv("a", 3)), batch(), batch(kv("b", 4), kv("c", 5)), batch());

    @Test
    void theStatesOfAllKeysComeOutInEveryBatch() {
        checkPairs(PAIRS, pairs -> pairs.updateStateByKey(UpdateStateTest::sum))
                .gives(
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 2)),
                        batch(kv("a", 4), kv("b", 6), kv("c", 5)),
                        batch(kv("a", 4), kv("b", 6), kv("c", 5)));
    }

    @Test
    void thePartitionsMayBeNamed() {
        checkPairs(PAIRS, pairs -> pairs.updateStateByKey(UpdateStateTest::sum, 3))
                .gives(batch(kv("a", 4), kv("b", 2)), batch(kv("a", 4), kv("b", 2)));
        checkPairs(PAIRS, pairs -> pairs.updateStateByKey(UpdateStateTest::sum, TWO))
                .gives(batch(kv("a", 4), kv("b", 2)), batch(kv("a", 4), kv("b", 2)));
        try (StreamTester tester = StreamTester.create()) {
            var parts = tester.collect(tester.pairInput(PAIRS)
                    .updateStateByKey(UpdateStateTest::sum, 5)
                    .glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(5);
        }
    }

    @Test
    void valuesComeInTheOrderOfArrival() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 9), kv("a", 2)), batch(kv("a", 4), kv("a", 3))),
                        pairs -> pairs.<String>updateStateByKey(
                                (values, state) -> Optional.of(state.orElse("") + values)))
                .gives(
                        batch(kv("a", "[1, 2]"), kv("b", "[9]")),
                        batch(kv("a", "[1, 2][4, 3]"), kv("b", "[9][]")),
                        batch(kv("a", "[1, 2][4, 3][]"), kv("b", "[9][][]")));
    }

    @Test
    void theFunctionIsCalledForEveryKnownKeyInEveryBatch() {
        try (StreamTester tester = StreamTester.create()) {
            Engine.Counter calls = tester.context().counter("calls");
            var states = tester.collect(tester.pairInput(PAIRS).<Integer>updateStateByKey((values, state) -> {
                calls.add(1);
                return sum(values, state);
            }));
            tester.runBatches(4);
            assertThat(calls.value()).isEqualTo(2 + 2 + 3 + 3);
            assertThat(states.batches()).hasSize(4);
        }
    }

    @Test
    void emptyDropsTheKeyAndLaterValuesBeginAnew() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 1)), batch(kv("a", -1)), batch(), batch(kv("a", 7))),
                        pairs -> pairs.<Integer>updateStateByKey(
                                (values, state) -> values.contains(-1) ? Optional.empty() : sum(values, state)))
                .gives(
                        batch(kv("a", 1), kv("b", 1)),
                        batch(kv("b", 1)),
                        batch(kv("b", 1)),
                        batch(kv("a", 7), kv("b", 1)));
    }

    @Test
    void aKeyDroppedWhenItFirstComesIsNeverKnown() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch()),
                        pairs -> pairs.<Integer>updateStateByKey((values, state) -> Optional.empty()))
                .gives(batch(), batch());
    }

    @Test
    void aKeyMayBeDroppedForBeingIdle() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 1)), batch(kv("b", 1)), batch()),
                        pairs -> pairs.<Integer>updateStateByKey(
                                (values, state) -> values.isEmpty() ? Optional.empty() : sum(values, state)))
                .gives(batch(kv("a", 1), kv("b", 1)), batch(kv("b", 2)), batch(), batch());
    }

    @Test
    void initialStatesAreUpdatedInTheFirstBatch() {
        check(tester -> tester.pairInput(PAIRS)
                        .updateStateByKey(UpdateStateTest::sum, TWO, initial(tester, kv("a", 100), kv("z", 26))))
                .gives(
                        batch(kv("a", 104), kv("b", 2), kv("z", 26)),
                        batch(kv("a", 104), kv("b", 2), kv("z", 26)),
                        batch(kv("a", 104), kv("b", 6), kv("c", 5), kv("z", 26)));
    }

    @Test
    void initialStatesAreThereAlsoWhenTheFirstBatchIsEmpty() {
        check(tester -> tester.pairInput(batch(), batch(kv("z", 1)))
                        .updateStateByKey(UpdateStateTest::sum, TWO, initial(tester, kv("z", 26))))
                .gives(batch(kv("z", 26)), batch(kv("z", 27)));
    }

    @Test
    void initialStatesMayBeDroppedAtOnce() {
        check(tester -> tester.pairInput(batch(kv("a", 1)), batch(kv("z", 1)))
                        .updateStateByKey(
                                (List<Integer> values, Optional<Integer> state) ->
                                        values.isEmpty() ? Optional.empty() : sum(values, state),
                                TWO,
                                initial(tester, kv("z", 26))))
                .gives(batch(kv("a", 1)), batch(kv("z", 1)));
    }

    @Test
    void theFullFormKnowsBatchAndKey() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("b", 2)), batch()),
                        pairs -> pairs.updateStateByKey(
                                (Batch batch, String key, List<Integer> values, Optional<String> state) ->
                                        Optional.of(state.orElse(key) + batch.id() + values),
                                TWO,
                                null))
                .gives(
                        batch(kv("a", "a1[1]")),
                        batch(kv("a", "a1[1]2[]"), kv("b", "b2[2]")),
                        batch(kv("a", "a1[1]2[]3[]"), kv("b", "b2[2]3[]")));
        check(tester -> tester.pairInput(PAIRS)
                        .updateStateByKey(
                                (Batch batch, String key, List<Integer> values, Optional<Integer> state) ->
                                        sum(values, state),
                                TWO,
                                initial(tester, kv("z", 26))))
                .gives(batch(kv("a", 4), kv("b", 2), kv("z", 26)));
    }

    @Test
    void theFormOverAllKeysDropsWhatItLeavesOut() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 2)), batch(kv("a", 5)), batch(kv("b", 1))),
                        pairs -> pairs.updateStateByKey(UpdateStateTest::onlyAbove1, TWO, null))
                .gives(batch(kv("b", 2)), batch(kv("a", 5), kv("b", 2)), batch(kv("a", 5), kv("b", 3)));
        check(tester -> tester.pairInput(batch(kv("a", 1)), batch())
                        .updateStateByKey(UpdateStateTest::onlyAbove1, TWO, initial(tester, kv("a", 1), kv("z", 1))))
                .gives(batch(kv("a", 2)), batch(kv("a", 2)));
    }

    private static Iterator<KeyValue<String, Integer>> onlyAbove1(
            Iterator<KeyedUpdate<String, Integer, Integer>> updates) {
        List<KeyValue<String, Integer>> stay = new ArrayList<>();
        updates.forEachRemaining(update -> sum(update.values(), update.state())
                .filter(sum -> sum > 1)
                .ifPresent(sum -> stay.add(kv(update.key(), sum))));
        return stay.iterator();
    }

    @Test
    void updatesBehindAWindowSeeEachSlideOnce() {
        checkPairs(
                        batches(batch(kv("a", 1)), batch(kv("a", 2)), batch(kv("a", 4)), batch(kv("a", 8))),
                        pairs -> pairs.window(seconds(2), seconds(2)).updateStateByKey(UpdateStateTest::sum))
                .gives(nothing(), batch(kv("a", 3)), nothing(), batch(kv("a", 15)));
    }

    @Test
    void whatComesOutIsPlacedByKeyAlready() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> states = tester.pairInput(PAIRS).updateStateByKey(UpdateStateTest::sum, 3);
            var joined = tester.collect(states.join(states.mapValues(n -> -n), 3));
            tester.runBatches(1);
            assertThat(joined.last()).hasSize(2);
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static PairRdd<String, Integer> initial(StreamTester tester, KeyValue<String, Integer>... states) {
        return tester.context().parallelizePairs(List.of(states));
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> state) {
        return Optional.of(
                state.orElse(0) + values.stream().mapToInt(Integer::intValue).sum());
    }
}
