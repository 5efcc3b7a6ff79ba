package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedStreamsTest {
    private static final Duration TWO = Duration.ofSeconds(2);

    private final StreamTester tester = StreamTester.create();
    private final Engine.Counter calls = tester.context().counter("calls");

    @AfterEach
    void close() {
        tester.close();
    }

    private DStream<Integer> counted(DStream<Integer> stream) {
        Engine.Counter counter = calls;
        return stream.map(n -> {
            counter.add(1);
            return n;
        });
    }

    @Test
    void aStreamReadByTwoOutputsIsComputedOncePerBatch() {
        DStream<Integer> shared = counted(tester.input(batch(1, 2), batch(3)));
        Collected<Integer> first = tester.collect(shared);
        Collected<Integer> second = tester.collect(shared.map(n -> n * 10));
        tester.runBatches(2);
        assertThat(first.batches()).containsExactly(List.of(1, 2), List.of(3));
        assertThat(second.batches()).containsExactly(List.of(10, 20), List.of(30));
        assertThat(calls.value()).isEqualTo(3);
    }

    @Test
    void aStreamReadTwiceByOneOutputIsComputedOncePerBatch() {
        DStream<Integer> shared = counted(tester.input(batch(1, 2)));
        Collected<Integer> both = tester.collect(shared.union(shared.filter(n -> n > 1)));
        tester.runBatches(1);
        assertThat(both.last()).containsExactly(1, 2, 2);
        assertThat(calls.value()).isEqualTo(2);
    }

    @Test
    void aShuffleReadByTwoOutputsIsComputedOnce() {
        PairDStream<Integer, Integer> sums =
                counted(tester.input(batch(1, 2, 1))).keyBy(n -> n).reduceByKey(Integer::sum);
        Collected<KeyValue<Integer, Integer>> first = tester.collect(sums);
        Collected<Integer> second = tester.collect(sums.values());
        tester.runBatches(1);
        assertThat(first.last()).containsExactlyInAnyOrder(kv(1, 2), kv(2, 2));
        assertThat(second.last()).containsExactlyInAnyOrder(2, 2);
        assertThat(calls.value()).isEqualTo(3);
    }

    @Test
    void aStateReadByTwoOutputsIsUpdatedOncePerBatch() {
        PairDStream<String, Integer> states =
                tester.pairInput(batch(kv("a", 1)), batch(kv("a", 1))).updateStateByKey(SharedStreamsTest::sum);
        Collected<KeyValue<String, Integer>> first = tester.collect(states);
        Collected<Integer> second = tester.collect(states.values());
        tester.runBatches(3);
        assertThat(first.batches()).containsExactly(List.of(kv("a", 1)), List.of(kv("a", 2)), List.of(kv("a", 2)));
        assertThat(second.batches()).containsExactly(List.of(1), List.of(2), List.of(2));
    }

    @Test
    void aStateIsUpdatedInBatchesInWhichNoOutputReadsIt() {
        PairDStream<String, Integer> states = tester.pairInput(
                        batch(kv("a", 1)), batch(kv("a", 2)), batch(kv("a", 4)), batch(kv("a", 8)))
                .updateStateByKey(SharedStreamsTest::sum);
        List<Integer> seen = new ArrayList<>();
        states.foreachRdd((rdd, batch) -> {
            if (batch.id() == 4) {
                seen.addAll(rdd.values().collect());
            }
        });
        tester.runBatches(4);
        assertThat(seen).containsExactly(15);
    }

    @Test
    void aStateWhoseReaderIgnoresItIsUpdatedAllTheSame() {
        DStream<Integer> input = tester.input(batch(1), batch(2), batch(4));
        PairDStream<String, Integer> states = input.keyBy(n -> "sum").updateStateByKey(SharedStreamsTest::sum);
        Collected<Integer> sometimes = tester.collect(input.transformWith(
                states, (numbers, sums) -> numbers.collect().contains(4) ? sums.values() : numbers));
        tester.runBatches(3);
        assertThat(sometimes.batches()).containsExactly(List.of(1), List.of(2), List.of(7));
    }

    @Test
    void mapWithStateRunsInBatchesInWhichNoOutputReadsIt() {
        var spec = StateSpec.<String, Integer, Integer, Integer>function((key, value, state) -> {
            state.update(state.getOption().orElse(0) + value.orElse(0));
            return state.get();
        });
        var results = tester.pairInput(batch(kv("a", 1)), batch(kv("a", 2)), batch(kv("a", 4)))
                .mapWithState(spec);
        List<KeyValue<String, Integer>> seen = new ArrayList<>();
        results.stateSnapshots().foreachRdd((rdd, batch) -> {
            if (batch.id() == 3) {
                seen.addAll(rdd.collect());
            }
        });
        tester.runBatches(3);
        assertThat(seen).containsExactly(kv("a", 7));
    }

    @Test
    void aWindowIsFilledInBatchesInWhichNoOutputReadsIt() {
        DStream<Integer> windows =
                counted(tester.input(batch(1), batch(2), batch(3), batch(4))).window(TWO);
        List<Integer> seen = new ArrayList<>();
        windows.foreachRdd((rdd, batch) -> {
            if (batch.id() == 4) {
                seen.addAll(rdd.collect());
            }
        });
        tester.runBatches(4);
        assertThat(seen).containsExactly(3, 4);
        assertThat(calls.value()).isEqualTo(4);
    }

    @Test
    void twoWindowsOfOneStreamShareItsBatches() {
        DStream<Integer> shared = counted(tester.input(batch(1), batch(2), batch(3)));
        Collected<Integer> twos = tester.collect(shared.window(TWO));
        Collected<Integer> threes = tester.collect(shared.window(Duration.ofSeconds(3)));
        tester.runBatches(4);
        assertThat(twos.batches()).containsExactly(List.of(1), List.of(1, 2), List.of(2, 3), List.of(3));
        assertThat(threes.batches()).containsExactly(List.of(1), List.of(1, 2), List.of(1, 2, 3), List.of(2, 3));
        assertThat(calls.value()).isEqualTo(3);
    }

    @Test
    void aStreamThatNoOutputNeedsIsNotComputed() {
        DStream<Integer> unused = counted(tester.input(batch(1)));
        assertThat(unused.slideDuration()).isEqualTo(StreamTester.BATCH);
        Collected<Integer> used = tester.collect(tester.input(batch(2)));
        tester.runBatches(1);
        assertThat(used.last()).containsExactly(2);
        assertThat(calls.value()).isZero();
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> state) {
        return Optional.of(
                state.orElse(0) + values.stream().mapToInt(Integer::intValue).sum());
    }
}
