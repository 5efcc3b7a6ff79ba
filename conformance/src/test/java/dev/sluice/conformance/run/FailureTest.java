package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FatalErrorException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.event.BatchInfo;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final UnaryOperator<Builder> RETRY_TWICE =
            builder -> builder.failures(FailurePolicy.retry(2, Duration.ZERO));

    /** Calls of a function where it fails at first; what it captured itself would be a copy on another engine. */
    private static final AtomicInteger CALLS = new AtomicInteger();

    @BeforeEach
    void nothingIsCalledYet() {
        CALLS.set(0);
    }

    @Test
    void theFirstFailureStopsTheContext() throws InterruptedException {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> quotients =
                    tester.collect(tester.input(batch(1), batch(0), batch(1)).map(n -> 1 / n));
            Throwable failure = tester.failureWithin(3);
            assertThatThrownBy(() -> tester.context().awaitTermination()).isSameAs(failure);
            assertThatThrownBy(() -> tester.context().awaitTermination()).isSameAs(failure);
            assertThatThrownBy(() -> tester.context().awaitTerminationOrTimeout(Duration.ZERO))
                    .isSameAs(failure);
            assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(tester.context().failure()).containsSame(failure);
            assertThat(quotients.batches()).containsExactly(List.of(1));
        }
    }

    @Test
    void theFailureNamesTheOperatorItsLineAndTheRecord() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> quotients = tester.input(batch(4, 0)).map(n -> n).map(n -> 1 / n);
            int line = lineOfCaller() - 1;
            Collected<Integer> unused = tester.collect(quotients.map(n -> n));
            assertThat(tester.failureWithin(1))
                    .isInstanceOf(OperatorException.class)
                    .hasMessage("map at FailureTest.java:" + line
                            + " failed on record 0: java.lang.ArithmeticException: / by zero")
                    .hasRootCauseInstanceOf(ArithmeticException.class);
            assertThat(unused.batches()).isEmpty();
        }
    }

    @Test
    void theFailureOfAnOutputNamesItsLine() {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(batch(1)).foreachRdd(rdd -> {
                throw new IllegalStateException("no room");
            });
            int line = lineOfCaller() - 3;
            assertThat(tester.failureWithin(1))
                    .isInstanceOf(OperatorException.class)
                    .hasMessage("foreachRdd at FailureTest.java:" + line
                            + " failed: java.lang.IllegalStateException: no room");
        }
    }

    private static int lineOfCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1)
                        .findFirst()
                        .map(StackWalker.StackFrame::getLineNumber)
                        .orElseThrow());
    }

    @Test
    void allOutputsOfTheFailedBatchAreTried() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> input = tester.input(batch(1));
            input.foreachRdd(rdd -> {
                throw new IllegalStateException("first");
            });
            Collected<Integer> second = tester.collect(input);
            assertThat(tester.failureWithin(1)).hasMessageContaining("first");
            assertThat(second.batches()).containsExactly(List.of(1));
        }
    }

    @Test
    void furtherFailuresOfABatchAreSuppressedByTheFirst() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> input = tester.input(batch(1));
            input.foreachRdd(rdd -> {
                throw new IllegalStateException("first");
            });
            input.foreachRdd(rdd -> {
                throw new IllegalStateException("second");
            });
            Throwable failure = tester.failureWithin(1);
            assertThat(failure).hasMessageContaining("first");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(second -> assertThat(second).hasMessageContaining("second"));
        }
    }

    @Test
    void noBatchRunsAfterTheFailedOne() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> quotients =
                    tester.collect(tester.input(batch(0), batch(1), batch(1)).map(n -> 1 / n));
            tester.start();
            tester.clock().advance(Duration.ofSeconds(3));
            assertThat(tester.failure()).isPresent();
            assertThat(quotients.batches()).isEmpty();
            assertThat(tester.events().batches())
                    .extracting(info -> info.batch().id())
                    .containsExactly(1L);
        }
    }

    @Test
    void aRetriedBatchRunsOnlyTheOutputThatFailed() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            DStream<Integer> input = tester.input(batch(1), batch(2));
            List<Long> first = new ArrayList<>();
            List<Long> second = new ArrayList<>();
            List<Long> third = new ArrayList<>();
            input.foreachRdd((rdd, batch) -> first.add(batch.id()));
            input.foreachRdd((rdd, batch) -> {
                second.add(batch.id());
                if (second.size() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
            input.foreachRdd((rdd, batch) -> third.add(batch.id()));
            tester.runBatches(2);
            assertThat(first).containsExactly(1L, 2L);
            assertThat(second).containsExactly(1L, 1L, 1L, 2L);
            assertThat(third).containsExactly(1L, 2L);
        }
    }

    @Test
    void aRetriedBatchReadsTheSameRecordsAndIsTheSameBatch() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            List<String> attempts = new ArrayList<>();
            tester.input(batch(1, 2), batch(3)).foreachRdd((rdd, batch) -> {
                attempts.add(batch.id() + " " + batch.timeMillis() + " " + batch.seed() + " " + rdd.collect());
                if (attempts.size() == 1) {
                    throw new IllegalStateException("once");
                }
            });
            tester.runBatches(2);
            assertThat(attempts).hasSize(3);
            assertThat(attempts.get(0)).isEqualTo(attempts.get(1)).endsWith("[1, 2]");
            assertThat(attempts.get(2)).startsWith("2 2000 ").endsWith("[3]");
        }
    }

    @Test
    void aRetryDoesNotUpdateAStateTwice() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            PairDStream<String, Integer> sums =
                    tester.pairInput(batch(kv("a", 1)), batch(kv("a", 2))).updateStateByKey(FailureTest::sum);
            Collected<KeyValue<String, Integer>> collected = tester.collect(sums);
            failOnceInBatch(2, sums);
            tester.runBatches(3);
            assertThat(collected.batches())
                    .containsExactly(List.of(kv("a", 1)), List.of(kv("a", 3)), List.of(kv("a", 3)));
        }
    }

    @Test
    void aRetryDoesNotFillAWindowTwice() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            DStream<Integer> input = tester.input(batch(1), batch(2), batch(4));
            DStream<Integer> windows = input.window(Duration.ofSeconds(2));
            DStream<Integer> sums = input.reduceByWindow(Integer::sum, Duration.ofSeconds(2), Duration.ofSeconds(1));
            Collected<Integer> whole = tester.collect(windows);
            Collected<Integer> summed = tester.collect(sums);
            failOnceInBatch(2, sums);
            tester.runBatches(4);
            assertThat(whole.batches()).containsExactly(List.of(1), List.of(1, 2), List.of(2, 4), List.of(4));
            assertThat(summed.batches()).containsExactly(List.of(1), List.of(3), List.of(6), List.of(4));
        }
    }

    private static void failOnceInBatch(long id, AnyStream<?, ?, ?> stream) {
        AtomicInteger failures = new AtomicInteger();
        stream.foreachRdd((rdd, batch) -> {
            if (batch.id() == id && failures.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        });
    }

    @Test
    void afterTheLastRetryTheContextStops() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            AtomicInteger attempts = new AtomicInteger();
            tester.input(batch(1), batch(2)).foreachRdd(rdd -> {
                attempts.incrementAndGet();
                throw new IllegalStateException("never");
            });
            assertThat(tester.failureWithin(1)).hasMessageContaining("never");
            assertThat(attempts).hasValue(3);
            assertThat(tester.events().batches())
                    .singleElement()
                    .satisfies(info -> assertThat(info.failure()).isPresent());
        }
    }

    @Test
    void everyBatchHasItsOwnRetries() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            AtomicInteger attempts = new AtomicInteger();
            tester.input(batch(1), batch(2), batch(3)).foreachRdd(rdd -> {
                if (attempts.incrementAndGet() % 3 != 0) {
                    throw new IllegalStateException("twice each");
                }
            });
            tester.runBatches(3);
            assertThat(attempts).hasValue(9);
            assertThat(tester.events().batches()).extracting(BatchInfo::failure).containsOnly(Optional.empty());
        }
    }

    @Test
    void aRetryWaitsForItsDelay() {
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ofMillis(2500))))) {
            List<String> attempts = new ArrayList<>();
            tester.input(batch(1), batch(2), batch(3), batch(4)).foreachRdd((rdd, batch) -> {
                attempts.add("batch " + batch.id() + " at " + tester.clock().monotonicNanos() / 1_000_000);
                if (attempts.size() == 1) {
                    throw new IllegalStateException("once");
                }
            });
            tester.runBatches(4);
            assertThat(attempts)
                    .containsExactly(
                            "batch 1 at 1000",
                            "batch 1 at 3500",
                            "batch 2 at 3500",
                            "batch 3 at 3500",
                            "batch 4 at 4000");
        }
    }

    @Test
    void aFunctionThatFailsOnAnotherThreadIsRetriedToo() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            Collected<Integer> collected = tester.collect(
                    tester.input(batch(1, 2, 3, 4), batch(5)).repartition(4).map(n -> {
                        if (n == 3 && CALLS.incrementAndGet() == 1) {
                            throw new IllegalStateException("once");
                        }
                        return n;
                    }));
            tester.runBatches(2);
            assertThat(collected.batches().get(0)).containsExactlyInAnyOrder(1, 2, 3, 4);
            assertThat(collected.last()).containsExactly(5);
            assertThat(CALLS).hasValue(2);
        }
    }

    @Test
    void aTransformFunctionThatThrowsIsRetried() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            AtomicInteger calls = new AtomicInteger();
            Collected<Integer> collected =
                    tester.collect(tester.input(batch(1), batch(2)).transform(rdd -> {
                        if (calls.incrementAndGet() == 1) {
                            throw new IllegalStateException("once");
                        }
                        return rdd;
                    }));
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(1), List.of(2));
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void anUpdateThatFailsHalfWayLeavesNoTrace() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            Collected<KeyValue<String, Integer>> sums = tester.collect(
                    tester.pairInput(batch(kv("a", 1), kv("b", 1), kv("c", 1)), batch(kv("b", 2), kv("d", 2)))
                            .<Integer>updateStateByKey((values, state) -> {
                                if (values.contains(2) && state.isEmpty() && CALLS.incrementAndGet() <= 2) {
                                    throw new IllegalStateException("twice");
                                }
                                return sum(values, state);
                            }));
            tester.runBatches(3);
            assertThat(CALLS).hasValue(3);
            assertThat(sums.batch(1).orElseThrow()).containsExactlyInAnyOrder(kv("a", 1), kv("b", 1), kv("c", 1));
            assertThat(sums.last()).containsExactlyInAnyOrder(kv("a", 1), kv("b", 3), kv("c", 1), kv("d", 2));
        }
    }

    @Test
    void aTimeoutInABatchThatFailsComesAgain() {
        try (StreamTester tester = StreamTester.create(RETRY_TWICE)) {
            var spec = StateSpec.<String, Integer, Integer, String>function((key, value, state) -> {
                        if (!state.isTimingOut()) {
                            state.update(state.getOption().orElse(0) + value.orElse(0));
                            return key + state.get();
                        }
                        if (CALLS.incrementAndGet() == 1) {
                            throw new IllegalStateException("once");
                        }
                        return key + " ended with " + state.get();
                    })
                    .timeout(Duration.ofSeconds(1));
            Collected<String> results =
                    tester.collect(tester.pairInput(batch(kv("a", 1)), batch(), batch(kv("b", 1)), batch(kv("a", 5)))
                            .mapWithState(spec.numPartitions(1)));
            tester.runBatches(5);
            assertThat(results.batches())
                    .containsExactly(
                            List.of("a1"),
                            List.of(),
                            List.of("b1", "a ended with 1"),
                            List.of("a5"),
                            List.of("b ended with 1"));
        }
    }

    @Test
    void errorsOfAFunctionStopTheContextToo() {
        assertThat(failureOf(new AssertionError("no")))
                .isInstanceOf(OperatorException.class)
                .hasRootCauseInstanceOf(AssertionError.class);
        assertThat(failureOf(new StackOverflowError()))
                .isInstanceOf(OperatorException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(failureOf(new InternalError("of the JVM")))
                .isInstanceOf(FatalErrorException.class)
                .hasMessageStartingWith("java.lang.InternalError: of the JVM: the virtual machine gave up")
                .hasMessageEndingWith("start it in a new process")
                .hasCauseInstanceOf(InternalError.class);
    }

    private static Throwable failureOf(Error thrown) {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> unused = tester.collect(tester.input(batch(1)).map(n -> {
                if (n == 1) {
                    throw thrown;
                }
                return n;
            }));
            Throwable failure = tester.failureWithin(1);
            assertThat(unused.batches()).isEmpty();
            return failure;
        }
    }

    @Test
    void theStateOfTheBatchBeforeStaysWhenABatchFailsForGood() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> sums = tester.pairInput(batch(kv("a", 1)), batch(kv("a", 0)))
                    .mapValues(n -> 1 / n)
                    .updateStateByKey(FailureTest::sum);
            Collected<KeyValue<String, Integer>> collected = tester.collect(sums);
            assertThat(tester.failureWithin(2)).isInstanceOf(OperatorException.class);
            assertThat(collected.batches()).containsExactly(List.of(kv("a", 1)));
        }
    }

    @Test
    void aPolicyMustNotBeNegative() {
        assertThatThrownBy(() -> FailurePolicy.retry(-1, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("retries and their delay must not be negative, but were -1 and PT1S");
        assertThatThrownBy(() -> FailurePolicy.stop().withRetries(1, Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("retries and their delay must not be negative, but were 1 and PT-1S");
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> state) {
        return Optional.of(
                state.orElse(0) + values.stream().mapToInt(Integer::intValue).sum());
    }
}
