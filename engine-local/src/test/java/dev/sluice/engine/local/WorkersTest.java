package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.JobCancelledException;
import dev.sluice.error.SluiceException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {
    private static final long INLINE_RECORDS_MAX = 100;
    private static final long INLINE_NANOS_MAX = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Workers workers =
            Workers.start("test", 1, new Tuning(INLINE_RECORDS_MAX, INLINE_NANOS_MAX, Tuning.NEVER, nanos::get));
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch two = new CountDownLatch(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void threadsAreNamedAfterTheProgramAndDoNotKeepTheJvmAlive() {
        assertThat(workers.threads()).extracting(Thread::getName).containsExactly("sluice-test-worker-1");
        assertThat(workers.threads()).allMatch(Thread::isDaemon);
    }

    @Test
    void aSmallJobStaysOnTheCallingThread() {
        workers.run(job(5, (index, job) -> threads.add(Thread.currentThread())), INLINE_RECORDS_MAX - 1);

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aLargeJobIsSharedByTheCallerAndAWorker() {
        workers.run(job(2, this::waitForAnother), INLINE_RECORDS_MAX);

        assertThat(threads).containsExactlyInAnyOrder(Thread.currentThread(), worker());
    }

    @Test
    void aJobOfUnknownSizeIsShared() {
        workers.run(job(2, this::waitForAnother), Volume.UNKNOWN);

        assertThat(threads).hasSize(2);
    }

    @Test
    void aSmallJobThatTurnsOutLongIsSharedAfterAll() {
        Job.Body body = (index, job) -> {
            if (index == 0) {
                nanos.addAndGet(INLINE_NANOS_MAX + 1);
            } else {
                waitForAnother(index, job);
            }
        };
        workers.run(job(3, body), 1);

        assertThat(threads).hasSize(2);
    }

    @Test
    void everyPartitionRunsOnce() {
        int[] runs = new int[1_000];
        workers.run(job(runs.length, (index, job) -> runs[index]++), Volume.UNKNOWN);

        assertThat(runs).containsOnly(1);
        assertThat(workers.offers()).isZero();
    }

    @Test
    void theFirstFailureIsThrownAndOthersAreSuppressed() {
        Job.Body body = (index, job) -> {
            waitForAnother(index, job);
            throw new SluiceException("partition " + index);
        };

        assertThatThrownBy(() -> workers.run(job(2, body), Volume.UNKNOWN)).satisfies(first -> {
            assertThat(first.getSuppressed()).hasSize(1);
            assertThat(Set.of(first.getMessage(), first.getSuppressed()[0].getMessage()))
                    .containsExactlyInAnyOrder("partition 0", "partition 1");
        });
    }

    @Test
    void afterAFailureNoMorePartitionsStart() {
        AtomicInteger started = new AtomicInteger();
        Job.Body body = (index, job) -> {
            started.incrementAndGet();
            throw new SluiceException("partition " + index);
        };

        assertThatThrownBy(() -> workers.run(job(5, body), 0)).hasMessage("partition 0");
        assertThat(started).hasValue(1);
    }

    @Test
    void afterAFailureRunningPartitionsStopAtTheirNextCheck() {
        Job.Body body = (index, job) -> {
            waitForAnother(index, job);
            if (Thread.currentThread() == worker()) {
                throw new SluiceException("partition failed");
            }
            checkForEver(job);
        };

        assertThatThrownBy(() -> workers.run(job(2, body), Volume.UNKNOWN))
                .hasMessage("partition failed")
                .hasNoSuppressedExceptions();
    }

    @Test
    void anInterruptOfTheWaitingCallerCancelsTheJob() {
        Thread caller = Thread.currentThread();
        Job.Body body = (index, job) -> {
            waitForAnother(index, job);
            if (Thread.currentThread() != caller) {
                caller.interrupt();
                checkForEver(job);
            }
        };

        assertThatThrownBy(() -> workers.run(job(2, body), Volume.UNKNOWN))
                .isInstanceOf(JobCancelledException.class)
                .hasMessage("test batch 1 was cancelled before it ended");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedFunctionOfTheCallerCancelsTheJob() {
        Job.Body body = (index, job) -> {
            Thread.currentThread().interrupt();
            new CountDownLatch(1).await();
        };

        assertThatThrownBy(() -> workers.run(job(1, body), 0))
                .isInstanceOf(JobCancelledException.class)
                .satisfies(
                        thrown -> assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(InterruptedException.class));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFunctionThatInterruptsItsWorkerDoesNoHarmToTheNextJob() {
        workers.run(
                job(2, (index, job) -> {
                    waitForAnother(index, job);
                    if (Thread.currentThread() == worker()) {
                        worker().interrupt();
                    }
                }),
                Volume.UNKNOWN);
        CountDownLatch nextTwo = new CountDownLatch(2);
        Job.Body next = (index, job) -> {
            nextTwo.countDown();
            nextTwo.await();
        };
        workers.run(job(2, next), Volume.UNKNOWN);

        assertThat(nextTwo.getCount()).isZero();
    }

    @Test
    void errorsOfTheJvmPassAsTheyAre() {
        OutOfMemoryError error = new OutOfMemoryError("heap");

        assertThatThrownBy(() -> workers.run(
                        job(1, (index, job) -> {
                            throw error;
                        }),
                        0))
                .isSameAs(error);
    }

    @Test
    void aStackThatOverflowsIsTyped() {
        assertThatThrownBy(() -> workers.run(
                        job(1, (index, job) -> {
                            throw new StackOverflowError();
                        }),
                        0))
                .isInstanceOf(SluiceException.class)
                .hasMessage("test batch 1: a job over map at Program.java:7 failed: java.lang.StackOverflowError");
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        workers.close();
        worker().join();

        assertThatThrownBy(() -> workers.run(job(2, (index, job) -> {}), Volume.UNKNOWN))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("the engine is closed: no more jobs can run");
    }

    private Thread worker() {
        return workers.threads().get(0);
    }

    private void waitForAnother(int index, Job job) throws InterruptedException {
        threads.add(Thread.currentThread());
        two.countDown();
        two.await();
    }

    private static void checkForEver(Job job) {
        while (true) {
            job.check();
            Thread.onSpinWait();
        }
    }

    private static Job job(int size, Job.Body body) {
        return new Job(new Cancellation("test batch 1"), Jobs.origin("map"), size, body);
    }
}
