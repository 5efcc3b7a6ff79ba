package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.Listeners;
import dev.sluice.data.Batch;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.InputInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.RecordedEvents;
import dev.sluice.testkit.StreamTester;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void eventsComeInTheOrderOfWhatHappens() {
        DStream<Integer> input = tester.input(batch(1));
        Collected<Integer> unused = tester.collect(input);
        input.foreachRdd(rdd -> {});
        tester.runBatches(2);
        tester.close();
        assertThat(tester.events().lines())
                .containsExactly(
                        "streaming started",
                        "batch 1 submitted",
                        "batch 1 started",
                        "output 0 of batch 1 started",
                        "output 0 of batch 1 completed",
                        "output 1 of batch 1 started",
                        "output 1 of batch 1 completed",
                        "batch 1 completed",
                        "batch 2 submitted",
                        "batch 2 started",
                        "output 0 of batch 2 started",
                        "output 0 of batch 2 completed",
                        "output 1 of batch 2 started",
                        "output 1 of batch 2 completed",
                        "batch 2 completed",
                        "streaming stopped");
        assertThat(unused.batches()).hasSize(2);
    }

    @Test
    void aBatchThatEndsNoSlideIsToldWithoutOutputs() {
        Collected<Integer> windows =
                tester.collect(tester.input(batch(1), batch(2)).window(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        tester.runBatches(2);
        assertThat(windows.batches()).containsExactly(List.of(1, 2));
        assertThat(tester.events().batches())
                .extracting(info -> info.outputs().size())
                .containsExactly(0, 1);
    }

    @Test
    void aRetryIsToldAsAnotherStartAndOneEnd() {
        try (StreamTester retrying =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            AtomicInteger attempts = new AtomicInteger();
            DStream<Integer> input = retrying.input(batch(1));
            input.foreachRdd(rdd -> {});
            input.foreachRdd(rdd -> {
                if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("once");
                }
            });
            retrying.runBatches(1);
            assertThat(retrying.events().lines())
                    .containsExactly(
                            "streaming started",
                            "batch 1 submitted",
                            "batch 1 started",
                            "output 0 of batch 1 started",
                            "output 0 of batch 1 completed",
                            "output 1 of batch 1 started",
                            "output 1 of batch 1 failed",
                            "batch 1 started",
                            "output 1 of batch 1 started",
                            "output 1 of batch 1 completed",
                            "batch 1 completed");
        }
    }

    @Test
    void aBatchTellsWhatItReads() {
        DStream<Integer> left = tester.input(batch(1, 2, 3), batch());
        DStream<Integer> right = tester.input(batch(4));
        Collected<Integer> unused = tester.collect(left.union(right));
        tester.runBatches(2);
        assertThat(tester.events().batches().get(0).inputs())
                .containsExactly(
                        new InputInfo(0, "batches of a test", 3, "3 records"),
                        new InputInfo(1, "batches of a test", 1, "1 records"));
        assertThat(tester.events().batches()).extracting(BatchInfo::records).containsExactly(4L, 0L);
        assertThat(unused.all()).hasSize(4);
    }

    @Test
    void aBatchTellsHowLongItWaitedAndTook() {
        DStream<Integer> input = tester.input(batch(1), batch(2), batch(3), batch(4));
        input.foreachRdd((rdd, batch) -> tester.clock().elapse(Duration.ofMillis(100)));
        input.foreachRdd((rdd, batch) ->
                tester.clock().elapse(batch.id() == 1 ? Duration.ofMillis(2300) : Duration.ofMillis(200)));
        tester.runBatches(3);
        List<BatchInfo> batches = tester.events().batches();
        assertThat(batches)
                .extracting(BatchInfo::processingDelay)
                .startsWith(
                        Optional.of(Duration.ofMillis(2400)),
                        Optional.of(Duration.ofMillis(300)),
                        Optional.of(Duration.ofMillis(300)));
        assertThat(batches)
                .extracting(BatchInfo::schedulingDelay)
                .startsWith(
                        Optional.of(Duration.ZERO), Optional.of(Duration.ZERO), Optional.of(Duration.ofMillis(300)));
        assertThat(batches.get(2).totalDelay()).contains(Duration.ofMillis(600));
        assertThat(tester.events().outputs())
                .extracting(OutputInfo::duration)
                .startsWith(Optional.of(Duration.ofMillis(100)), Optional.of(Duration.ofMillis(2300)));
    }

    @Test
    void anOutputTellsItsNumberAndItsLine() {
        tester.input(batch(1)).foreachRdd(rdd -> {});
        tester.input(batch(2)).foreachRdd((rdd, batch) -> {});
        tester.runBatches(1);
        assertThat(tester.events().outputs()).extracting(OutputInfo::id).containsExactly(0, 1);
        assertThat(tester.events().outputs())
                .extracting(OutputInfo::name)
                .satisfiesExactly(
                        name -> assertThat(name).matches("foreachRdd at ListenerTest.java:\\d+"),
                        name -> assertThat(name).matches("foreachRdd at ListenerTest.java:\\d+"));
        assertThat(tester.events().outputs())
                .extracting(OutputInfo::batch)
                .extracting(Batch::id)
                .containsOnly(1L);
    }

    @Test
    void aFailureIsToldWithItsOutputAndItsBatch() {
        tester.input(batch(1)).foreachRdd(rdd -> {
            throw new IllegalStateException("no room");
        });
        Throwable failure = tester.failureWithin(1);
        assertThat(tester.events().outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.failure()).containsSame(failure));
        assertThat(tester.events().batches())
                .singleElement()
                .satisfies(batch -> assertThat(batch.failure()).containsSame(failure));
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() {
        RecordedEvents later = new RecordedEvents();
        tester.context().addListener(new StreamingListener() {
            @Override
            public void onBatchStarted(BatchInfo batch) {
                throw new IllegalStateException("a bad listener");
            }
        });
        tester.context().addListener(later);
        Collected<Integer> collected = tester.collect(tester.input(batch(1)));
        tester.runBatches(1);
        assertThat(collected.all()).containsExactly(1);
        assertThat(later.lines()).isEqualTo(tester.events().lines());
    }

    @Test
    void aListenerThatFailsAtEveryEventDisturbsNobody() {
        tester.context().addListener(new Failing());
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2)));
        tester.runBatches(2);
        tester.close();
        assertThat(collected.batches()).containsExactly(List.of(1), List.of(2));
        assertThat(tester.context().failure()).isEmpty();
    }

    private static final class Failing implements StreamingListener {
        private static void fail() {
            throw new NoClassDefFoundError("a class is missing");
        }

        @Override
        public void onStreamingStarted() {
            fail();
        }

        @Override
        public void onStreamingStopped() {
            fail();
        }

        @Override
        public void onBatchSubmitted(BatchInfo batch) {
            fail();
        }

        @Override
        public void onBatchStarted(BatchInfo batch) {
            fail();
        }

        @Override
        public void onBatchCompleted(BatchInfo batch) {
            fail();
        }

        @Override
        public void onOutputOperationStarted(OutputInfo output) {
            fail();
        }

        @Override
        public void onOutputOperationCompleted(OutputInfo output) {
            fail();
        }
    }

    @Test
    void listenersComeAndGoWhileTheContextRuns() {
        RecordedEvents second = new RecordedEvents();
        Collected<Integer> unused = tester.collect(tester.input(batch(1), batch(2), batch(3)));
        tester.runBatches(1);
        tester.context().addListener(second);
        tester.runBatches(1);
        tester.context().removeListener(second);
        tester.context().removeListener(second);
        tester.runBatches(1);
        assertThat(second.batches()).extracting(info -> info.batch().id()).containsExactly(2L);
        assertThat(unused.all()).hasSize(3);
    }

    @Test
    void everyEventIsPassedOn() {
        List<String> passedOn = Stream.of(Listeners.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(StreamingListener.class.getDeclaredMethods())
                .hasSizeGreaterThan(10)
                .extracting(Method::getName)
                .allMatch(passedOn::contains);
    }
}
