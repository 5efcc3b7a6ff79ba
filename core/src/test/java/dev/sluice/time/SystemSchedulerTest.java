package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemSchedulerTest {
    private final SystemScheduler scheduler = new SystemScheduler("clockwork");
    private final Clock clock = new SystemClock();
    private final LinkedBlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void aTaskRunsOnTheNamedDaemonThreadAndNeverBeforeItsDeadline() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Long> time = new CompletableFuture<>();
        long deadline = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(20);

        scheduler.at(deadline, () -> {
            time.complete(clock.monotonicNanos());
            thread.complete(Thread.currentThread());
        });

        assertThat(thread.get().getName()).isEqualTo("clockwork");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(time.get() - deadline).isNotNegative();
    }

    @Test
    void tasksRunInTheOrderOfTheirDeadlines() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        scheduler.schedule(Duration.ZERO, () -> awaitQuietly(start));
        long now = clock.monotonicNanos();
        scheduler.at(now + 3_000, () -> ran.add("c"));
        scheduler.at(now + 1_000, () -> ran.add("a"));
        scheduler.at(now + 2_000, () -> ran.add("b"));
        start.countDown();

        assertThat(take(3)).containsExactly("a", "b", "c");
    }

    @Test
    void anEarlierTaskWakesTheThreadThatWaitsForALaterOne() throws Exception {
        scheduler.schedule(Duration.ofHours(2), () -> ran.add("late"));
        scheduler.schedule(Duration.ofMillis(1), () -> ran.add("early"));

        assertThat(take(1)).containsExactly("early");
    }

    @Test
    void aTaskThatThrowsDoesNotHarmTheNext() throws Exception {
        scheduler.schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("this failure is part of the test");
        });
        scheduler.schedule(Duration.ZERO, () -> {
            throw new AssertionError("this error is part of the test");
        });
        scheduler.schedule(Duration.ZERO, () -> Thread.currentThread().interrupt());
        scheduler.schedule(Duration.ofMillis(1), () -> ran.add("next " + Thread.interrupted()));

        assertThat(take(1)).containsExactly("next false");
    }

    @Test
    void aCancelledTaskDoesNotRun() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        scheduler.schedule(Duration.ZERO, () -> awaitQuietly(start));
        Cancellable cancelled = scheduler.schedule(Duration.ZERO, () -> ran.add("cancelled"));
        Cancellable kept = scheduler.schedule(Duration.ZERO, () -> ran.add("kept"));

        assertThat(cancelled.cancel()).isTrue();
        start.countDown();

        assertThat(take(1)).containsExactly("kept");
        assertThat(kept.cancel()).isFalse();
    }

    @Test
    void aClosedSchedulerDropsWhatWaitsAndTakesNoMore() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CountDownLatch start = new CountDownLatch(1);
        scheduler.schedule(Duration.ZERO, () -> {
            thread.complete(Thread.currentThread());
            awaitQuietly(start);
        });
        thread.get();
        Cancellable waiting = scheduler.schedule(Duration.ZERO, () -> ran.add("waiting"));

        scheduler.close();
        scheduler.close();
        start.countDown();
        thread.get().join();

        assertThat(ran).isEmpty();
        assertThat(waiting.cancel()).isFalse();
        assertThatThrownBy(() -> scheduler.schedule(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("the scheduler 'clockwork' is closed and takes no more tasks; schedule before the stop");
    }

    @Test
    void aTaskMayCloseItsOwnScheduler() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        scheduler.schedule(Duration.ZERO, () -> {
            scheduler.close();
            thread.complete(Thread.currentThread());
        });

        thread.get().join();

        assertThat(thread.get().isAlive()).isFalse();
    }

    private List<String> take(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(ran.take());
        }
        return taken;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
