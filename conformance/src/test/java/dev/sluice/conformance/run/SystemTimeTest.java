package dev.sluice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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

    /** A slow machine may tell of a batch before it is where it waits; then that one ends, and the next one is looked at. */
    @Test
    void aBatchThatDoesNotEndIsToldOfWithWhatItDoes() throws InterruptedException {
        CountDownLatch toldWaiting = new CountDownLatch(1);
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        Queue<Long> stuck = new ConcurrentLinkedQueue<>();
        StreamingListener listener = new StreamingListener() {
            @Override
            public void onBatchStuck(Batch batch, String doing) {
                stuck.add(batch.id());
                told.add(batch.id());
                if (doing.contains("SystemTimeTest.waitFor")) {
                    toldWaiting.countDown();
                }
            }
        };
        try (StreamingContext context = StreamingContext.builder("stuck")
                .batchInterval(Duration.ofMillis(1))
                .stuckAfter(Duration.ofMillis(5))
                .listener(listener)
                .build()) {
            context.queueStream(new ConcurrentLinkedQueue<List<Integer>>())
                    .foreachRdd((rdd, batch) -> waitFor(told, batch.id()));
            context.start();
            toldWaiting.await();
            context.stop(false);
        }
        assertThat(stuck).doesNotHaveDuplicates().first().isEqualTo(1L);
    }

    private static void waitFor(BlockingQueue<Long> told, long batch) throws InterruptedException {
        while (told.take() < batch) {
            // Of a batch before this one.
        }
    }
}
