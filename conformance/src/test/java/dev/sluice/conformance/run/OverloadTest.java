package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OverloadException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final Batches<Integer> NUMBERS =
            Batches.of(IntStream.rangeClosed(1, 12).mapToObj(List::of).toList());

    /** A tester whose batch 1 takes so long. */
    private static final class Slow implements AutoCloseable {
        private final StreamTester tester;
        private final DStream<Integer> input;

        Slow(OverloadPolicy policy, Duration firstBatch) {
            tester = StreamTester.create(builder -> builder.overload(policy));
            input = tester.input(NUMBERS);
            input.foreachRdd((rdd, batch) -> {
                if (batch.id() == 1) {
                    tester.clock().elapse(firstBatch);
                }
            });
        }

        /** Collects a stream over so many intervals: batch id, batch time in seconds, records. */
        List<String> outcome(UnaryOperator<DStream<Integer>> program, int intervals) {
            Collected<Integer> collected = tester.collect(program.apply(input));
            tester.start();
            while (tester.clock().monotonicNanos()
                            < Duration.ofSeconds(intervals).toNanos()
                    && tester.failure().isEmpty()) {
                tester.advance(Duration.ofMillis(500));
            }
            return collected.entries().stream()
                    .map(entry ->
                            entry.batch().id() + " at " + entry.batch().timeMillis() / 1000 + ": " + entry.records())
                    .toList();
        }

        @Override
        public void close() {
            tester.close();
        }
    }

    @Test
    void aQueueRunsEveryIntervalAsItsOwnBatchHoweverLate() {
        try (Slow slow = new Slow(OverloadPolicy.queue(4), Duration.ofMillis(3500))) {
            assertThat(slow.outcome(numbers -> numbers, 6))
                    .containsExactly(
                            "1 at 1: [1]", "2 at 2: [2]", "3 at 3: [3]", "4 at 4: [4]", "5 at 5: [5]", "6 at 6: [6]");
        }
    }

    @Test
    void aQueueBeyondItsBoundLosesNothing() {
        for (int bound : new int[] {1, 2}) {
            try (Slow slow = new Slow(OverloadPolicy.queue(bound), Duration.ofMillis(7500))) {
                assertThat(slow.outcome(numbers -> numbers, 9))
                        .containsExactly(
                                "1 at 1: [1]",
                                "2 at 2: [2]",
                                "3 at 3: [3]",
                                "4 at 4: [4]",
                                "5 at 5: [5]",
                                "6 at 6: [6]",
                                "7 at 7: [7]",
                                "8 at 8: [8]",
                                "9 at 9: [9]");
            }
        }
    }

    @Test
    void aQueuePlansNoMoreThanItsBoundAhead() {
        try (Slow slow = new Slow(OverloadPolicy.queue(2), Duration.ofMillis(4500))) {
            slow.outcome(numbers -> numbers, 6);
            assertThat(slow.tester.events().lines())
                    .filteredOn(line -> line.startsWith("batch") && !line.endsWith("completed"))
                    .containsSubsequence(
                            "batch 2 submitted",
                            "batch 3 submitted",
                            "batch 2 started",
                            "batch 4 submitted",
                            "batch 3 started",
                            "batch 5 submitted",
                            "batch 4 started",
                            "batch 5 started",
                            "batch 6 submitted");
        }
    }

    @Test
    void coalesceJoinsTheIntervalsThatAreOver() {
        try (Slow slow = new Slow(OverloadPolicy.coalesce(), Duration.ofMillis(3500))) {
            assertThat(slow.outcome(numbers -> numbers, 6))
                    .containsExactly("1 at 1: [1]", "2 at 4: [2, 3, 4]", "3 at 5: [5]", "4 at 6: [6]");
        }
    }

    @Test
    void coalesceDoesNotPassOverTheEndOfASlide() {
        try (Slow slow = new Slow(OverloadPolicy.coalesce(), Duration.ofMillis(6500))) {
            assertThat(slow.outcome(numbers -> numbers.window(Duration.ofSeconds(4), Duration.ofSeconds(2)), 8))
                    .containsExactly(
                            "2 at 2: [1, 2]", "3 at 4: [1, 2, 3, 4]", "4 at 6: [3, 4, 5, 6]", "6 at 8: [5, 6, 7, 8]");
        }
    }

    @Test
    void coalesceDoesNotPassOverTheEndsOfDifferentSlides() {
        try (Slow slow = new Slow(OverloadPolicy.coalesce(), Duration.ofMillis(6500))) {
            List<String> threes = new ArrayList<>();
            slow.input
                    .reduceByWindow(Integer::sum, Duration.ofSeconds(3), Duration.ofSeconds(3))
                    .foreachRdd((rdd, batch) -> threes.add(batch.timeMillis() / 1000 + ": " + rdd.collect()));
            assertThat(slow.outcome(
                            numbers ->
                                    numbers.reduceByWindow(Integer::sum, Duration.ofSeconds(2), Duration.ofSeconds(2)),
                            8))
                    .containsExactly("2 at 2: [3]", "4 at 4: [7]", "5 at 6: [11]", "7 at 8: [15]");
            assertThat(threes).containsExactly("3: [6]", "6: [15]");
        }
    }

    @Test
    void aJoinedBatchIsOneBatchForStatesAndWindows() {
        try (Slow slow = new Slow(OverloadPolicy.coalesce(), Duration.ofMillis(3500))) {
            List<String> sums = new ArrayList<>();
            slow.input
                    .reduceByWindow(Integer::sum, Duration.ofSeconds(2), Duration.ofSeconds(1))
                    .foreachRdd((rdd, batch) -> sums.add(batch.timeMillis() / 1000 + ": " + rdd.collect()));
            assertThat(slow.outcome(numbers -> numbers.window(Duration.ofSeconds(2)), 6))
                    .containsExactly("1 at 1: [1]", "2 at 4: [2, 3, 4]", "3 at 5: [2, 3, 4, 5]", "4 at 6: [5, 6]");
            assertThat(sums).containsExactly("1: [1]", "4: [9]", "5: [14]", "6: [11]");
        }
    }

    @Test
    void failStopsOnceMoreWaitThanAllowed() {
        try (Slow slow = new Slow(OverloadPolicy.fail(2), Duration.ofMillis(3500))) {
            assertThat(slow.outcome(numbers -> numbers, 6)).containsExactly("1 at 1: [1]");
            assertThat(slow.tester.failure())
                    .get()
                    .isInstanceOf(OverloadException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo("2 batches of PT1S wait, the most that the overload policy allows; the last batch took"
                            + " PT3.5S. Give batches a longer interval, lower the rate, or choose OverloadPolicy.queue or"
                            + " coalesce");
        }
    }

    @Test
    void failLetsAsManyWaitAsAllowed() {
        try (Slow slow = new Slow(OverloadPolicy.fail(3), Duration.ofMillis(3500))) {
            assertThat(slow.outcome(numbers -> numbers, 5))
                    .containsExactly("1 at 1: [1]", "2 at 2: [2]", "3 at 3: [3]", "4 at 4: [4]", "5 at 5: [5]");
        }
    }

    @Test
    void theNumberOfWaitingBatchesMustBePositive() {
        assertThatThrownBy(() -> OverloadPolicy.queue(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of waiting batches must be at least 1, but was 0");
        assertThatThrownBy(() -> OverloadPolicy.fail(-1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of waiting batches must be at least 1, but was -1");
    }

    @Test
    void backPressureCutsWhatIsTooMuchForOneBatchAndLosesNothing() {
        List<Integer> flood = IntStream.range(0, 25_000).boxed().toList();
        try (StreamTester tester = StreamTester.create(builder -> builder.latencyTarget(Duration.ofMillis(500)))) {
            Collected<Integer> collected = tester.collect(tester.input(flood));
            tester.runBatches(1);
            assertThat(collected.last()).hasSize(10_000);
            while (collected.all().size() < flood.size()) {
                tester.runBatches(1);
            }
            assertThat(collected.all()).isEqualTo(flood);
        }
    }
}
