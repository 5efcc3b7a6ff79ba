package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeftThreadsTest {
    private final CountDownLatch over = new CountDownLatch(1);

    private Thread begun(String name) {
        Thread thread = new Thread(this::await, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aThreadThatDoesNotEndIsNamed() throws InterruptedException {
        Thread before = begun("sluice-before");
        LeftThreads threads = new LeftThreads();
        Thread left = begun("sluice-left");
        Thread foreign = begun("another");
        assertThat(threads.names(Duration.ofMillis(1))).containsExactly("sluice-left");
        over.countDown();
        left.join();
        assertThat(threads.names(Duration.ofMinutes(1))).isEmpty();
        before.join();
        foreign.join();
    }

    @Test
    void aThreadThatIsAboutToEndIsWaitedFor() throws InterruptedException {
        LeftThreads threads = new LeftThreads();
        Thread ending = begun("sluice-ending");
        over.countDown();
        assertThat(threads.names(Duration.ofMinutes(1))).isEmpty();
        assertThat(ending.isAlive()).isFalse();
    }
}
