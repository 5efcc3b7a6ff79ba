package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.StopReport;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.Script;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void aStopAtOnceRunsNoFurtherBatch() throws InterruptedException {
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2)));
        tester.runBatches(1);
        StopReport report = tester.stop();
        tester.clock().advance(Duration.ofSeconds(5));
        assertThat(collected.batches()).containsExactly(List.of(1));
        assertThat(report.complete()).isTrue();
        assertThat(report.batchesLeft()).isZero();
        assertThat(report.steps()).containsExactly("1 inputs stopped");
        assertThat(report).hasToString("stopped in 0 ms, 0 batches and 0 records left; 1 inputs stopped");
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        tester.context().awaitTermination();
        assertThat(tester.context().awaitTerminationOrTimeout(Duration.ZERO)).isTrue();
    }

    @Test
    void aStopAtOnceTellsWhatIsLeft() {
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2, 3), batch(4)));
        tester.runBatches(1);
        tester.clock().elapse(Duration.ofSeconds(2));
        StopReport report = tester.stop();
        assertThat(report.recordsLeft()).isEqualTo(3);
        assertThat(collected.all()).containsExactly(1);
    }

    @Test
    void aGracefulStopProcessesAllThatWasTakenIn() {
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2, 3), batch(4), batch(5)));
        tester.runBatches(1);
        tester.clock().elapse(Duration.ofSeconds(2));
        StopReport report = tester.stopGracefully();
        assertThat(report.complete()).isTrue();
        assertThat(report.recordsLeft()).isZero();
        assertThat(report.steps()).containsExactly("1 inputs stopped", "all records taken in were processed");
        assertThat(collected.all()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aGracefulStopProcessesWhatAReceiverStored() {
        Script<Integer> script = Script.<Integer>empty().store(1, 1).store(2, 2);
        Collected<Integer> collected = tester.collect(tester.receive(script));
        tester.input(batch(0)).foreachRdd((rdd, batch) -> {
            if (batch.id() == 2) {
                tester.stopGracefully();
            }
        });
        tester.runBatches(2);
        assertThat(tester.stop().recordsLeft()).isZero();
        assertThat(collected.all()).containsExactly(1, 2);
    }

    @Test
    void aGracefulStopWithAFailingBatchEndsAndTellsWhatIsLeft() {
        try (StreamTester failing =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ofSeconds(60))))) {
            failing.input(batch(1), batch(2, 3)).foreachRdd(rdd -> {
                throw new IllegalStateException("never");
            });
            failing.runBatches(1);
            failing.clock().elapse(Duration.ofSeconds(100));
            StopReport report = failing.context().stop(true, Duration.ZERO);
            assertThat(report.complete()).isFalse();
            assertThat(report.batchesLeft()).isPositive();
            assertThat(report.steps()).contains("not all records taken in were processed");
        }
    }

    @Test
    void aFailureDuringAGracefulStopEndsIt() throws InterruptedException {
        tester.input(batch(1), batch(2), batch(3)).foreachRdd((rdd, batch) -> {
            if (batch.id() == 2) {
                throw new IllegalStateException("no room");
            }
        });
        tester.runBatches(1);
        tester.clock().elapse(Duration.ofSeconds(2));
        StopReport report = tester.stopGracefully();
        assertThat(report.complete()).isFalse();
        assertThat(report.batchesLeft()).isEqualTo(1);
        assertThat(report.recordsLeft()).isEqualTo(2);
        assertThat(report.steps()).containsExactly("1 inputs stopped", "not all records taken in were processed");
        assertThatThrownBy(() -> tester.context().awaitTermination()).hasMessageContaining("no room");
    }

    @Test
    void aSecondStopGivesTheSameReport() {
        Collected<Integer> unused = tester.collect(tester.input(batch(1)));
        tester.runBatches(1);
        StopReport report = tester.stop();
        assertThat(tester.stop()).isSameAs(report);
        assertThat(tester.stopGracefully()).isSameAs(report);
        assertThat(unused.all()).containsExactly(1);
    }

    @Test
    void aContextThatWasNeverStartedCanBeStopped() {
        Collected<Integer> unused = tester.collect(tester.input(batch(1)));
        assertThat(tester.stop().steps()).containsExactly("nothing had been started");
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        assertThatThrownBy(() -> tester.context().start())
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("test was stopped and cannot be started again; build a new context");
        assertThat(unused.all()).isEmpty();
    }

    @Test
    void aBatchMayStopItsContext() throws InterruptedException {
        List<StopReport> reports = new ArrayList<>();
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2), batch(3)));
        tester.input(batch(0)).foreachRdd((rdd, batch) -> {
            if (batch.id() == 2) {
                reports.add(tester.context().stop(true));
            }
        });
        tester.runBatches(2);
        tester.context().awaitTermination();
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.complete()).isFalse();
            assertThat(report.steps()).containsExactly("the stop goes on in the background");
        });
        assertThat(collected.batches()).startsWith(List.of(1), List.of(2));
        assertThat(tester.stop().complete()).isTrue();
    }

    @Test
    void aListenerMayStopItsContext() throws InterruptedException {
        for (int event = 0; event < 5; event++) {
            try (StreamTester listened = StreamTester.create()) {
                Collected<Integer> unused = listened.collect(listened.input(batch(1)));
                listened.context().addListener(new StopAt(event, listened));
                listened.start();
                listened.clock().advance(Duration.ofSeconds(1));
                listened.context().awaitTermination();
                assertThat(listened.context().state()).isEqualTo(StreamingContextState.STOPPED);
                assertThat(unused.batches()).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** Stops at the event with this number: started, submitted, batch started, output started, completed. */
    private record StopAt(int event, StreamTester tester) implements StreamingListener {
        private void told(int number) {
            if (number == event) {
                StopReport report = tester.stop();
                assertThat(report.steps()).containsExactly("the stop goes on in the background");
            }
        }

        @Override
        public void onStreamingStarted() {
            told(0);
        }

        @Override
        public void onBatchSubmitted(BatchInfo batch) {
            told(1);
        }

        @Override
        public void onBatchStarted(BatchInfo batch) {
            told(2);
        }

        @Override
        public void onOutputOperationStarted(OutputInfo output) {
            told(3);
        }

        @Override
        public void onBatchCompleted(BatchInfo batch) {
            told(4);
        }
    }

    @Test
    void aStopAtOnceInterruptsTheRunningBatch() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        tester.input(batch(1)).foreachRdd(rdd -> {
            inside.countDown();
            new CountDownLatch(1).await();
        });
        Thread winding = new Thread(() -> tester.clock().advance(Duration.ofSeconds(1)));
        tester.start();
        winding.start();
        inside.await();
        StopReport report = tester.stop();
        winding.join();
        assertThat(report.complete()).isTrue();
        assertThat(report.batchesLeft()).isEqualTo(1);
        assertThat(report.recordsLeft()).isEqualTo(1);
        assertThat(tester.context().failure()).isEmpty();
        tester.context().awaitTermination();
    }

    @Test
    void theInterruptEndsWithTheBatch() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interruptedAfterwards = new AtomicBoolean();
        tester.input(batch(1)).foreachRdd(rdd -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread winding = new Thread(() -> {
            tester.clock().advance(Duration.ofSeconds(1));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        tester.start();
        winding.start();
        inside.await();
        StopReport report = tester.stop();
        winding.join();
        assertThat(report.complete()).isTrue();
        assertThat(interruptedAfterwards).isFalse();
    }

    @Test
    void aStopOfManyThreadsIsOneStop() throws InterruptedException {
        Collected<Integer> unused = tester.collect(tester.input(batch(1)));
        tester.runBatches(1);
        List<StopReport> reports = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> reports.add(tester.stop()));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(reports).hasSize(4).containsOnly(tester.stop());
        assertThat(tester.events().lines()).containsOnlyOnce("streaming stopped");
        assertThat(unused.all()).containsExactly(1);
    }

    @Test
    void aContextWaitsForItsTermination() throws InterruptedException {
        Collected<Integer> unused = tester.collect(tester.input(batch(1)));
        tester.start();
        assertThat(tester.context().awaitTerminationOrTimeout(Duration.ZERO)).isFalse();
        Thread stopping = new Thread(tester::stop);
        stopping.start();
        tester.context().awaitTermination();
        stopping.join();
        assertThat(unused.all()).isEmpty();
    }

    @Test
    void theBatchesOfAnEarlierStopAreNotRunByAnotherContext() {
        DStream<Integer> numbers = tester.input(batch(1), batch(2));
        Collected<Integer> first = tester.collect(numbers);
        tester.runBatches(1);
        try (StreamTester other = StreamTester.create()) {
            Collected<Integer> second = other.collect(other.input(batch(10), batch(20)));
            other.runBatches(1);
            tester.stop();
            other.runBatches(1);
            assertThat(first.all()).containsExactly(1);
            assertThat(second.all()).containsExactly(10, 20);
        }
    }
}
