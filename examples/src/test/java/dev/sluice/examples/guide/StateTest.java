package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ActiveStateDStream;
import dev.sluice.MapWithStateDStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.rdd.PairRdd;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/state.md. */
class StateTest {
    private static final KeyValue<String, Integer> ANN_2 = KeyValue.of("ann", 2);
    private static final KeyValue<String, Integer> ANN_3 = KeyValue.of("ann", 3);
    private static final KeyValue<String, Integer> BOB_1 = KeyValue.of("bob", 1);

    @Test
    void aStateThatEveryBatchUpdates() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pieces =
                    tester.pairInput(List.of(ANN_2, BOB_1, ANN_3), List.of(), List.of(BOB_1));
            // snippet: update
            PairDStream<String, Integer> sums = pieces.updateStateByKey((news, sum) ->
                    Optional.of(sum.orElse(0) + news.stream().mapToInt(n -> n).sum()));
            // end
            Collected<KeyValue<String, Integer>> collected = tester.collect(sums);
            tester.runBatches(3);
            assertThat(collected.batch(2).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("ann", 5), KeyValue.of("bob", 1));
            assertThat(collected.batch(3).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("ann", 5), KeyValue.of("bob", 2));
        }
    }

    @Test
    void aKeyIsDroppedByAnEmptyState() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pieces = tester.pairInput(List.of(ANN_2), List.of(BOB_1));
            // snippet: drop
            PairDStream<String, Integer> active = pieces.updateStateByKey(
                    (news, last) -> news.isEmpty() ? Optional.empty() : Optional.of(news.get(news.size() - 1)));
            // end
            Collected<KeyValue<String, Integer>> collected = tester.collect(active);
            tester.runBatches(3);
            assertThat(collected.batches()).containsExactly(List.of(ANN_2), List.of(BOB_1), List.of());
        }
    }

    @Test
    void aStateOfWhichABatchTouchesTheActiveKeysOnly() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pieces =
                    tester.pairInput(List.of(ANN_2, BOB_1, ANN_3), List.of(), List.of(BOB_1));
            // snippet: active
            ActiveStateDStream<String, Integer> sums = pieces.updateActiveStateByKey((news, sum) ->
                    Optional.of(sum.orElse(0) + news.stream().mapToInt(n -> n).sum()));
            PairDStream<String, Integer> everyone = sums.stateSnapshots();
            // end
            Collected<KeyValue<String, Integer>> changed = tester.collect(sums);
            Collected<KeyValue<String, Integer>> all = tester.collect(everyone);
            tester.runBatches(3);
            assertThat(changed.batches().get(1)).isEmpty();
            assertThat(changed.batches().get(2)).containsExactly(KeyValue.of("bob", 2));
            assertThat(all.batch(3).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("ann", 5), KeyValue.of("bob", 2));
        }
    }

    @Test
    void aStateThatEveryRecordUpdates() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pieces = tester.pairInput(List.of(ANN_2, ANN_3), List.of(), List.of(ANN_2));
            // snippet: map-with-state
            StateSpec<String, Integer, Integer, String> running = StateSpec.function((customer, ordered, state) -> {
                int sum = state.getOption().orElse(0) + ordered.orElse(0);
                state.update(sum);
                return customer + " has ordered " + sum;
            });
            MapWithStateDStream<String, Integer, Integer, String> news = pieces.mapWithState(running);
            PairDStream<String, Integer> everyone = news.stateSnapshots();
            // end
            Collected<String> lines = tester.collect(news);
            Collected<KeyValue<String, Integer>> snapshots = tester.collect(everyone);
            tester.runBatches(3);
            assertThat(lines.batches())
                    .containsExactly(
                            List.of("ann has ordered 2", "ann has ordered 5"), List.of(), List.of("ann has ordered 7"));
            assertThat(snapshots.batch(2).orElseThrow()).containsExactly(KeyValue.of("ann", 5));
        }
    }

    @Test
    void aStateEndsWhenItsKeyWasIdle() {
        try (StreamTester tester = StreamTester.create(Duration.ofMinutes(10))) {
            PairDStream<String, Integer> pieces = tester.pairInput(List.of(ANN_2), List.of(ANN_3, BOB_1), List.of());
            // snippet: timeout
            MapWithStateDStream<String, Integer, Integer, String> visits =
                    pieces.mapWithState(StateSpec.function(Visits::order).timeout(Duration.ofMinutes(30)));
            // end
            Collected<String> collected = tester.collect(visits);
            tester.runBatches(6);
            assertThat(collected.all()).containsExactlyInAnyOrder("ann left with 5", "bob left with 1");
            assertThat(collected.batch(5).orElseThrow()).isEmpty();
            assertThat(collected.batch(6).orElseThrow()).hasSize(2);
        }
    }

    @Test
    void aStateMayBeginWithWhatIsKnown() {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            PairDStream<String, Integer> pieces = tester.pairInput(List.of(ANN_2));
            // snippet: initial
            PairRdd<String, Integer> lastYear = ssc.parallelizePairs(List.of(KeyValue.of("ann", 100)));
            PairDStream<String, Integer> sums = pieces.updateStateByKey(
                            (news, sum) -> Optional.of(sum.orElse(0)
                                    + news.stream().mapToInt(n -> n).sum()),
                            new HashPartitioner(4),
                            lastYear)
                    .id("pieces-of-customers");
            // end
            Collected<KeyValue<String, Integer>> collected = tester.collect(sums);
            tester.runBatches(1);
            assertThat(collected.last()).containsExactly(KeyValue.of("ann", 102));
            assertThat(ssc.explain()).contains("state \"pieces-of-customers\"");
        }
    }
}
