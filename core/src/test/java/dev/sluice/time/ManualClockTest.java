package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualClockTest {
    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(1_000));
    private final List<String> ran = new ArrayList<>();

    @Test
    void timeStandsStillUntilItIsAdvanced() {
        assertThat(clock.monotonicNanos()).isZero();
        assertThat(clock.wallMillis()).isEqualTo(1_000);

        clock.advance(Duration.ofMillis(5));

        assertThat(clock.monotonicNanos()).isEqualTo(5_000_000);
        assertThat(clock.wallMillis()).isEqualTo(1_005);
    }

    @Test
    void dueTasksRunInTheOrderOfTheirDeadlinesAndSeeThemAsTheTime() {
        clock.schedule(Duration.ofMillis(3), () -> ran.add("c@" + clock.monotonicNanos()));
        clock.schedule(Duration.ofMillis(1), () -> ran.add("a@" + clock.monotonicNanos()));
        clock.schedule(Duration.ofMillis(2), () -> ran.add("b@" + clock.monotonicNanos()));

        clock.advance(Duration.ofMillis(2));

        assertThat(ran).containsExactly("a@1000000", "b@2000000");
        assertThat(clock.nextDeadline()).hasValue(3_000_000);
    }

    @Test
    void tasksOfOneDeadlineRunInTheOrderTheyCameIn() {
        for (String name : List.of("first", "second", "third")) {
            clock.at(7, () -> ran.add(name));
        }

        clock.advance(Duration.ofNanos(7));

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void aTaskScheduledByATaskRunsInTheSameAdvanceWhenItIsDue() {
        clock.schedule(Duration.ofMillis(1), () -> clock.schedule(Duration.ofMillis(1), () -> ran.add("inner")));

        clock.advance(Duration.ofMillis(2));

        assertThat(ran).containsExactly("inner");
    }

    @Test
    void aDeadlineInThePastRunsAtOnceWithoutTurningTimeBack() {
        clock.advance(Duration.ofMillis(9));
        clock.at(1, () -> ran.add("late@" + clock.monotonicNanos()));
        clock.schedule(Duration.ofMillis(-4), () -> ran.add("negative@" + clock.monotonicNanos()));

        clock.advance(Duration.ZERO);

        assertThat(ran).containsExactly("late@9000000", "negative@9000000");
    }

    @Test
    void aCancelledTaskDoesNotRunAndCancelSaysWhetherItHelped() {
        Cancellable cancelled = clock.schedule(Duration.ofMillis(1), () -> ran.add("cancelled"));
        Cancellable kept = clock.schedule(Duration.ofMillis(1), () -> ran.add("kept"));

        assertThat(cancelled.cancel()).isTrue();
        assertThat(cancelled.cancel()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(ran).containsExactly("kept");
        assertThat(kept.cancel()).isFalse();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void wallTimeJumpsWithoutMovingMonotonicTimeOrTasks() {
        clock.schedule(Duration.ofMillis(1), () -> ran.add("task"));

        clock.jumpWall(Duration.ofDays(-1));

        assertThat(clock.wallMillis()).isEqualTo(1_000 - 86_400_000L);
        assertThat(clock.monotonicNanos()).isZero();
        assertThat(ran).isEmpty();
    }

    @Test
    void aTaskThatThrowsEndsTheAdvanceAtItsDeadlineAndLeavesTheRest() {
        clock.schedule(Duration.ofMillis(1), () -> {
            throw new AssertionError("crash");
        });
        clock.schedule(Duration.ofMillis(2), () -> ran.add("behind"));

        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(5))).hasMessage("crash");

        assertThat(clock.monotonicNanos()).isEqualTo(1_000_000);
        assertThat(ran).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(ran).containsExactly("behind");
    }

    @Test
    void aTaskMustNotAdvanceTheClockThatRunsIt() {
        clock.schedule(Duration.ZERO, () -> clock.advance(Duration.ofMillis(1)));

        assertThatThrownBy(() -> clock.advance(Duration.ZERO))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("a task of the manual clock called advance; let the task schedule what it waits for");
    }

    @Test
    void monotonicTimeCannotBeTurnedBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("monotonic time cannot run backwards, but was advanced by PT-0.001S;"
                        + " jumpWall moves the wall time");
    }

    @Test
    void anEndlessDelayIsAVeryLongOne() {
        clock.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));

        clock.advance(Duration.ofDays(10_000));

        assertThat(ran).isEmpty();
        assertThat(clock.waitingTasks()).isOne();
    }

    @Test
    void tasksOfManyThreadsAllRunOnce() throws Exception {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                awaitQuietly(go);
                for (int i = 0; i < 500; i++) {
                    clock.schedule(Duration.ofNanos(i % 7), count::incrementAndGet);
                    clock.advance(Duration.ofNanos(1));
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        clock.advance(Duration.ofNanos(7));

        assertThat(count).hasValue(2_000);
        assertThat(clock.monotonicNanos()).isEqualTo(2_007);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyScheduleRunsLikeASortedList(long seed) {
        Random random = new Random(seed);
        List<Integer> expected = new ArrayList<>();
        List<Integer> actual = new ArrayList<>();
        List<long[]> model = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int task = i;
            long deadline = random.nextInt(50);
            Cancellable cancellable = clock.at(deadline, () -> actual.add(task));
            if (random.nextInt(4) == 0) {
                cancellable.cancel();
            } else {
                model.add(new long[] {deadline, task});
            }
        }
        model.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
        model.forEach(entry -> expected.add((int) entry[1]));

        while (clock.nextDeadline().isPresent()) {
            clock.advance(Duration.ofNanos(random.nextInt(5)));
        }

        assertThat(actual).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void timeThatElapsesMakesTasksLate() {
        clock.schedule(Duration.ofMillis(1), () -> ran.add("a@" + clock.monotonicNanos()));

        clock.elapse(Duration.ofMillis(3));
        assertThat(ran).isEmpty();
        assertThat(clock.wallMillis()).isEqualTo(1_003);

        clock.advance(Duration.ZERO);
        assertThat(ran).containsExactly("a@3000000");
    }

    @Test
    void aTaskThatTakesLongMakesLaterOnesLate() {
        clock.schedule(Duration.ofMillis(1), () -> clock.elapse(Duration.ofMillis(5)));
        clock.schedule(Duration.ofMillis(2), () -> ran.add("b@" + clock.monotonicNanos()));
        clock.schedule(Duration.ofMillis(9), () -> ran.add("c@" + clock.monotonicNanos()));

        clock.advance(Duration.ofMillis(2));
        assertThat(ran).containsExactly("b@6000000");

        clock.advance(Duration.ofMillis(3));
        assertThat(ran).containsExactly("b@6000000", "c@9000000");
    }

    @Test
    void timeCannotElapseBackwards() {
        assertThatThrownBy(() -> clock.elapse(Duration.ofNanos(-1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("monotonic time cannot run backwards, but was to elapse by PT-0.000000001S");
    }

    @Test
    void aTestCanWaitForTheTasksOfOtherThreads() throws InterruptedException {
        Thread other = new Thread(() -> clock.schedule(Duration.ofMillis(1), () -> ran.add("scheduled")));
        other.start();

        clock.awaitTasks(1);
        clock.advance(Duration.ofMillis(1));

        assertThat(ran).containsExactly("scheduled");
        other.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
