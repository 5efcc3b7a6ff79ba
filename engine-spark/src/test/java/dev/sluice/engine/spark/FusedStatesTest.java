package dev.sluice.engine.spark;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.PairDStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States that are evaluated by the job that reads them first. */
class FusedStatesTest {
    private static final HashPartitioner TWO = new HashPartitioner(2);
    private static final Batches<KeyValue<String, Integer>> PAIRS =
            Batches.of(batch(kv("a", 1), kv("b", 2)), batch(kv("a", 3)), batch(kv("b", 4)), batch(kv("c", 5)));
    private static final AtomicInteger CALLS = new AtomicInteger();

    private final StreamTester tester = StreamTester.create(
            builder -> builder.master("spark:local[2]").failures(FailurePolicy.retry(2, Duration.ZERO)));

    @BeforeEach
    void nothingIsCalledYet() {
        CALLS.set(0);
    }

    @AfterEach
    void close() {
        tester.close();
    }

    private PairDStream<String, Integer> pairs() {
        return tester.pairInput(PAIRS);
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> sum) {
        return Optional.of(values.stream().reduce(sum.orElse(0), Integer::sum));
    }

    /** How many jobs Spark runs for the second batch; what the first one does once is left out. */
    private int jobsOfABatch() {
        tester.runBatches(1);
        int before = jobs();
        tester.runBatches(1);
        return jobs() - before;
    }

    private static int jobs() {
        return Objects.requireNonNull(Spark.active()).dagScheduler().numTotalJobs();
    }

    @Test
    void aStateThatOneOutputReadsCostsNoJobOfItsOwn() {
        Collected<KeyValue<String, Integer>> sums = tester.collect(pairs().updateStateByKey(FusedStatesTest::sum, TWO));
        assertThat(jobsOfABatch()).isEqualTo(1);
        assertThat(sums.last()).containsExactlyInAnyOrder(kv("a", 4), kv("b", 2));
    }

    @Test
    void severalStatesThatOneOutputReadsCostNoneEither() {
        PairDStream<String, Integer> pairs = pairs();
        Collected<KeyValue<String, String>> joined = tester.collect(pairs.updateStateByKey(FusedStatesTest::sum, TWO)
                .join(pairs.mapValues(value -> 10 * value).updateStateByKey(FusedStatesTest::sum, TWO))
                .mapValues(pair -> pair.first() + " " + pair.second()));
        assertThat(jobsOfABatch()).isEqualTo(1);
        assertThat(joined.last()).containsExactlyInAnyOrder(kv("a", "4 40"), kv("b", "2 20"));
    }

    @Test
    void aStateBehindAStateHasAJobOfItsOwn() {
        Collected<KeyValue<String, Integer>> sums = tester.collect(
                pairs().updateStateByKey(FusedStatesTest::sum, TWO).updateStateByKey(FusedStatesTest::sum, TWO));
        assertThat(jobsOfABatch()).isEqualTo(2);
        assertThat(sums.last()).containsExactlyInAnyOrder(kv("a", 5), kv("b", 4));
    }

    @Test
    void aStateThatItsOutputDoesNotReadIsEvaluatedNevertheless() {
        List<Long> counts = new ArrayList<>();
        pairs().updateStateByKey(FusedStatesTest::sum, TWO).foreachRdd((sums, batch) -> {
            if (batch.id() % 2 == 0) {
                counts.add(sums.count());
            }
        });
        assertThat(jobsOfABatch()).isEqualTo(1);
        tester.runBatches(2);
        assertThat(counts).containsExactly(2L, 3L);
    }

    @Test
    void anOutputThatReadsOnlyThePartOfAStateThatItNeedsGetsItFromTheWholeState() {
        List<List<KeyValue<String, Integer>>> firsts = new ArrayList<>();
        pairs().updateStateByKey(FusedStatesTest::sum, TWO)
                .filter(sum -> sum.key().equals("b"))
                .foreachRdd((sums, batch) -> firsts.add(sums.take(1)));
        tester.runBatches(3);
        assertThat(firsts).containsExactly(List.of(kv("b", 2)), List.of(kv("b", 2)), List.of(kv("b", 6)));
    }

    @Test
    void whatAnOutputReadsTwiceIsEvaluatedOnce() {
        List<Integer> sums = new ArrayList<>();
        pairs().<Integer>updateStateByKey(
                        (values, sum) -> {
                            CALLS.incrementAndGet();
                            return sum(values, sum);
                        },
                        TWO)
                .foreachRdd((each, batch) ->
                        sums.add((int) each.count() + each.map(KeyValue::value).fold(0, Integer::sum)));
        tester.runBatches(2);
        assertThat(sums).containsExactly(2 + 3, 2 + 6);
        assertThat(CALLS).hasValue(4);
    }

    @Test
    void aJobThatFailsBehindTheStateLeavesTheStateAsItWas() {
        Collected<KeyValue<String, Integer>> sums = tester.collect(
                pairs().updateStateByKey(FusedStatesTest::sum, TWO).mapValues(sum -> {
                    if (sum > 3 && CALLS.getAndIncrement() == 0) {
                        throw new IllegalStateException("the first time");
                    }
                    return sum;
                }));
        tester.runBatches(3);
        assertThat(CALLS.get()).isGreaterThan(1);
        assertThat(sums.last()).containsExactlyInAnyOrder(kv("a", 4), kv("b", 6));
    }

    @Test
    void aStateThatFailsKeepsLaterOutputsFromRunning() {
        List<Long> counts = new ArrayList<>();
        PairDStream<String, Integer> pairs = pairs();
        pairs.<Integer>updateStateByKey(
                        (values, sum) -> {
                            if (values.contains(3)) {
                                throw new IllegalStateException("three");
                            }
                            return sum(values, sum);
                        },
                        TWO)
                .foreachRdd((sums, batch) -> {});
        pairs.foreachRdd((each, batch) -> counts.add(each.count()));
        assertThat(tester.failureWithin(3)).hasMessageContaining("three");
        assertThat(counts).containsExactly(2L);
    }
}
