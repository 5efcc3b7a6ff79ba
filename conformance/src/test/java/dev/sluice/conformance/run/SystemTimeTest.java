package dev.sluice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.StopReport;
import dev.sluice.data.Batch;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.RecordedEvents;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The same loop on the time of the system: each test waits for what must happen, however long it takes. */
class SystemTimeTest {
    private final RecordedEvents events = new RecordedEvents();

    private StreamingContext context(String name) {
        return StreamingContext.builder(name)
                .batchInterval(Duration.ofMillis(1))
                .master(System.getProperty(StreamTester.MASTER_PROPERTY, "local[2]"))
                .stopGracefullyOnShutdown(true)
                .listener(events)
                .build();
    }

    @Test
    void batchesRunByThemselvesUntilTheStop() throws InterruptedException {
        Queue<List<Integer>> queue = new ConcurrentLinkedQueue<>(List.of(List.of(1, 2), List.of(3), List.of(4)));
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch allSeen = new CountDownLatch(4);
        try (StreamingContext context = context("by-itself")) {
            context.queueStream(queue)
                    .map(n -> n * 10)
                    .foreachRdd(rdd -> rdd.collect().forEach(n -> {
                        seen.add(n);
                        allSeen.countDown();
                    }));
            context.start();
            allSeen.await();
            StopReport report = context.stop(true);
            assertThat(report.complete()).isTrue();
            assertThat(context.state()).isEqualTo(StreamingContextState.STOPPED);
        }
        assertThat(seen).containsExactly(10, 20, 30, 40);
    }

    @Test
    void aBatchThatDoesNotEndIsToldOfWithWhatItDoes() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Queue<String> stacks = new ConcurrentLinkedQueue<>();
        StreamingListener listener = new StreamingListener() {
            @Override
            public void onBatchStuck(Batch batch, String doing) {
                stacks.add(batch.id() + " " + doing);
                told.countDown();
            }
        };
        try (StreamingContext context = StreamingContext.builder("stuck")
                .batchInterval(Duration.ofMillis(1))
                .stuckAfter(Duration.ofMillis(5))
                .listener(listener)
                .build()) {
            context.queueStream(new ConcurrentLinkedQueue<List<Integer>>()).foreachRdd(rdd -> waitFor(told));
            context.start();
            told.await();
        }
        assertThat(stacks).hasSize(1).first().asString().startsWith("1 ").contains("SystemTimeTest.waitFor");
    }

    private static void waitFor(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    @Test
    void noBatchIsLeftOutOrRunTwice() throws InterruptedException {
        CountDownLatch fifty = new CountDownLatch(50);
        try (StreamingContext context = context("in-turn")) {
            context.queueStream(new ConcurrentLinkedQueue<List<Integer>>())
                    .foreachRdd((rdd, batch) -> fifty.countDown());
            context.start();
            fifty.await();
        }
        List<Long> ids =
                events.batches().stream().map(info -> info.batch().id()).toList();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(50);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).isEqualTo(i + 1L);
        }
        List<Long> times =
                events.batches().stream().map(info -> info.batch().timeMillis()).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(times.get(0) + i);
        }
    }

    @Test
    void aFailureEndsTheWaitForTheTermination() {
        try (StreamingContext context = context("failing")) {
            context.queueStream(new ConcurrentLinkedQueue<>(List.of(List.of(0))))
                    .map(n -> 1 / n)
                    .foreachRdd(rdd -> rdd.collect());
            context.start();
            assertThatThrownBy(context::awaitTermination).hasRootCauseInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void aBatchMayStopItsContext() throws InterruptedException {
        try (StreamingContext context = context("stopping")) {
            context.queueStream(new ConcurrentLinkedQueue<List<Integer>>()).foreachRdd((rdd, batch) -> {
                if (batch.id() == 3) {
                    context.stop();
                }
            });
            context.start();
            context.awaitTermination();
            assertThat(context.state()).isEqualTo(StreamingContextState.STOPPED);
        }
        assertThat(events.batches()).extracting(info -> info.batch().id()).startsWith(1L, 2L);
    }
}
