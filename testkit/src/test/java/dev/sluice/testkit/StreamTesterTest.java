package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sluice.DStream;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class StreamTesterTest {
    @Test
    void collectsWhatComesOutOfEachBatch() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> doubled =
                    tester.collect(tester.input(List.of(1, 2), List.of(3)).map(n -> n * 2));
            tester.runBatches(1);
            assertThat(doubled.batches()).containsExactly(List.of(2, 4));
            tester.runBatches(2);
            assertThat(doubled.batches()).containsExactly(List.of(2, 4), List.of(6), List.of());
            assertThat(doubled.all()).containsExactly(2, 4, 6);
            assertThat(doubled.last()).isEmpty();
            assertThat(doubled.batch(2)).contains(List.of(6));
            assertThat(doubled.batch(4)).isEmpty();
        }
    }

    @Test
    void tellsTheBatchOfEachEntry() {
        try (StreamTester tester = StreamTester.create(Duration.ofMillis(500), builder -> builder.seed(7))) {
            Collected<String> collected = tester.collect(tester.input(List.of("a"), List.of("b")));
            tester.runBatches(2);
            assertThat(collected.entries())
                    .extracting(Collected.Entry::batch)
                    .extracting(Batch::id, Batch::time)
                    .containsExactly(tuple(1L, Instant.ofEpochMilli(500)), tuple(2L, Instant.ofEpochMilli(1000)));
        }
    }

    @Test
    void theSettingsOfATestCannotMoveItsTime() {
        try (StreamTester tester = StreamTester.create(builder -> builder.batchInterval(Duration.ofHours(1)))) {
            assertThat(tester.input(List.of(1)).slideDuration()).isEqualTo(StreamTester.BATCH);
        }
    }

    @Test
    void aStreamWithKeysCanBeTheInput() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<KeyValue<String, Integer>> sums =
                    tester.collect(tester.pairInput(List.of(KeyValue.of("a", 1), KeyValue.of("a", 2)))
                            .reduceByKey(Integer::sum));
            tester.runBatches(1);
            assertThat(sums.last()).containsExactly(KeyValue.of("a", 3));
        }
    }

    @Test
    void severalInputsArriveInTheSameBatch() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> left = tester.input(List.of(1), List.of(2));
            DStream<Integer> right = tester.input(List.of(10));
            Collected<Integer> both = tester.collect(left.union(right));
            tester.runBatches(2);
            assertThat(both.batches()).containsExactly(List.of(1, 10), List.of(2));
        }
    }

    @Test
    void aFailureIsThrownAndKept() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> quotients =
                    tester.collect(tester.input(List.of(1), List.of(0)).map(n -> 1 / n));
            tester.runBatches(1);
            assertThat(tester.failure()).isEmpty();
            assertThatThrownBy(() -> tester.runBatches(1)).isInstanceOf(OperatorException.class);
            assertThatThrownBy(() -> tester.runBatches(1)).isInstanceOf(OperatorException.class);
            assertThat(tester.failure()).containsInstanceOf(OperatorException.class);
            assertThat(quotients.batches()).containsExactly(List.of(1));
        }
    }

    @Test
    void anExpectedFailureIsReturned() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> unused =
                    tester.collect(tester.input(List.of(1), List.of(0)).map(n -> 1 / n));
            assertThat(tester.failureWithin(5)).isInstanceOf(OperatorException.class);
            assertThat(unused.batches()).hasSize(1);
        }
    }

    @Test
    void aFailureThatDoesNotComeIsAnError() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> unused = tester.collect(tester.input(List.of(1)));
            assertThatThrownBy(() -> tester.failureWithin(2))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("a failure was expected within 2 batches, but all went well: [");
            assertThat(unused.batches()).hasSize(2);
        }
    }

    @Test
    void aBatchThatIsRunAgainCountsOnce() {
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            DStream<Integer> input = tester.input(List.of(1));
            Collected<Integer> collected = tester.collect(input);
            AtomicInteger attempts = new AtomicInteger();
            input.foreachRdd(rdd -> {
                if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("only once");
                }
            });
            tester.runBatches(1);
            assertThat(collected.batches()).containsExactly(List.of(1));
            assertThat(attempts).hasValue(2);
        }
    }

    @Test
    void aProgramWithoutOutputIsRefused() {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of(1));
            assertThatThrownBy(() -> tester.runBatches(1)).isInstanceOf(InvalidProgramException.class);
        }
    }

    @Test
    void timeStandsStillUnlessItIsMoved() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(tester.input(List.of(1), List.of(2)));
            tester.advance(Duration.ofMillis(999));
            assertThat(collected.batches()).isEmpty();
            tester.advance(Duration.ofMillis(1));
            assertThat(collected.batches()).containsExactly(List.of(1));
            tester.advance(Duration.ofSeconds(2));
            assertThat(collected.batches()).containsExactly(List.of(1), List.of(2), List.of());
        }
    }

    @Test
    void theCloseStopsTheContext() {
        StreamTester tester = StreamTester.create();
        Collected<Integer> collected = tester.collect(tester.input(List.of(1), List.of(2)));
        tester.runBatches(1);
        tester.close();
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(tester.events().lines()).last().isEqualTo("streaming stopped");
        assertThat(collected.all()).containsExactly(1);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void aSystemPropertyNamesTheEngine() {
        String before = System.getProperty(StreamTester.MASTER_PROPERTY);
        System.setProperty(StreamTester.MASTER_PROPERTY, "local[5]");
        try (StreamTester tester = StreamTester.create()) {
            Collected<List<Integer>> parts = tester.collect(
                    tester.input(List.of(1)).keyBy(n -> n).groupByKey().keys().glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(5);
        } finally {
            if (before == null) {
                System.clearProperty(StreamTester.MASTER_PROPERTY);
            } else {
                System.setProperty(StreamTester.MASTER_PROPERTY, before);
            }
        }
    }

    @Test
    void aGracefulStopProcessesWhatArrived() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(tester.input(List.of(1), List.of(2)));
            tester.runBatches(1);
            assertThat(tester.stopGracefully().complete()).isTrue();
            assertThat(collected.all()).containsExactly(1);
        }
    }
}
