package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.JobGroup;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.JobCancelledException;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A group is cancelled alone. */
class CancelTest extends EngineTest {
    /** Functions are copied on their way to a task, so what they meet at is found by name. */
    private static final Map<String, CountDownLatch> BEGUN = new ConcurrentHashMap<>();

    private static Rdd<Long> endless(Rdd<Integer> seeds, String name) {
        BEGUN.put(name, new CountDownLatch(1));
        return seeds.flatMap(seed -> (Iterable<Long>) Stream.iterate(0L, n -> {
            BEGUN.get(name).countDown();
            return n + 1;
        })::iterator);
    }

    @Test
    void aRunningJobEndsWhenItsGroupIsCancelled() throws InterruptedException {
        Rdd<Long> endless = endless(rdd(List.of(1)), "cancelled");
        CompletableFuture<Long> count = CompletableFuture.supplyAsync(endless::count);
        BEGUN.get("cancelled").await();
        group.cancel();
        assertThatThrownBy(count::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JobCancelledException.class)
                .hasMessageContaining("a batch was cancelled before it ended");
        assertThatThrownBy(rdd(List.of(1))::count).isInstanceOf(JobCancelledException.class);
    }

    @Test
    void anotherGroupGoesOn() throws Exception {
        Rdd<Long> endless = endless(rdd(List.of(1)), "alone");
        CompletableFuture<Long> first = CompletableFuture.supplyAsync(endless::count);
        BEGUN.get("alone").await();
        try (JobGroup second = open("another batch")) {
            Rdd<Integer> other = of(in(second), List.of(Split.of(List.of(1, 2)), Split.of(List.of(3))));
            assertThat(other.keyBy(n -> n % 2).reduceByKey(Integer::sum, 2).count())
                    .isEqualTo(2);
            group.cancel();
            assertThatThrownBy(first::get).hasCauseInstanceOf(JobCancelledException.class);
            assertThat(other.count()).isEqualTo(3);
        }
    }

    @Test
    void aCallerThatIsInterruptedStopsWaitingAndStaysInterrupted() throws InterruptedException {
        Rdd<Long> endless = endless(rdd(List.of(1)), "interrupted");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                endless.count();
            } catch (JobCancelledException expected) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        BEGUN.get("interrupted").await();
        caller.interrupt();
        assertThat(interrupted.join()).isTrue();
    }

    @Test
    void aClosedGroupRunsNoJobs() {
        group.close();
        assertThatThrownBy(rdd(List.of(1))::count)
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("a batch is closed: its jobs can run no more");
    }
}
