package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateControllerTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Test
    void theFirstBatchReadsTheInitialNumber() {
        assertThat(new RateController(INTERVAL, INTERVAL, 1_000, 1, 50_000).recordsMax())
                .isEqualTo(1_000);
        assertThat(new RateController(INTERVAL, INTERVAL, 1_000, 1, 500).recordsMax())
                .isEqualTo(500);
        assertThat(new RateController(INTERVAL, INTERVAL, 1, 10, 500).recordsMax())
                .isEqualTo(10);
    }

    /** A batch costs a fixed time and a time for each record; the time per record rises tenfold and falls again. */
    @ParameterizedTest
    @CsvSource({
        // fixed µs, µs per record, batches that may wait
        "0, 10, 1",
        "100, 1, 1",
        "10000, 2, 1",
        "20000, 10, 1",
        "10000, 2, 3",
        "5000, 500, 1",
        "20000, 100, 2",
    })
    void aBacklogIsReadAtNearlyFullSpeedWithinABoundedDelay(long fixed, long each, int queue) {
        Consumer consumer = new Consumer(fixed, queue);
        consumer.costs(each);
        consumer.run(40);
        consumer.assertKeepsUp(60);
        consumer.costs(each * 10);
        consumer.run(60);
        assertThat(consumer.longestDelay).isLessThan((queue + 2) * 10 * Consumer.TICK);
        consumer.assertKeepsUp(60);
        consumer.costs(each);
        consumer.run(60);
        consumer.assertKeepsUp(60);
    }

    @Test
    void theLimitDoesNotSwing() {
        Consumer consumer = new Consumer(10_000, 1);
        consumer.costs(10);
        consumer.run(40);
        long before = consumer.controller.recordsMax();
        for (int i = 0; i < 100; i++) {
            consumer.run(1);
            assertThat(consumer.controller.recordsMax()).isBetween(before - before / 50, before + before / 50);
        }
        assertThat(before).isBetween(7_800L, 8_000L);
    }

    @Test
    void dearerRecordsAreFollowedAtOnceAndCheaperOnesByDoubling() {
        RateController controller = new RateController(INTERVAL, INTERVAL, 1_000, 1, 1_000_000);
        for (int i = 0; i < 50; i++) {
            controller.completed(controller.recordsMax(), micros(controller.recordsMax() * 10), Duration.ZERO);
        }
        assertThat(controller.recordsMax()).isEqualTo(9_000);
        controller.completed(9_000, micros(9_000 * 100), Duration.ZERO);
        assertThat(controller.recordsMax()).isEqualTo(900);
        controller.completed(900, micros(1), Duration.ZERO);
        controller.completed(1, Duration.ZERO, Duration.ZERO);
        assertThat(controller.recordsMax()).isBetween(900L, 1_800L);
    }

    @Test
    void aSingleMeasureNeverMoreThanDoublesTheLimit() {
        RateController controller = new RateController(INTERVAL, INTERVAL, 1_000, 1, 1_000_000);
        controller.completed(1_000, micros(1), Duration.ZERO);
        assertThat(controller.recordsMax()).isEqualTo(2_000);
        controller.completed(2_000, micros(1), Duration.ZERO);
        assertThat(controller.recordsMax()).isEqualTo(4_000);
    }

    @Test
    void aTighterTargetThanTheIntervalMakesSmallerBatches() {
        RateController controller = new RateController(Duration.ofMillis(20), INTERVAL, 1_000, 1, 1_000_000);
        for (int i = 0; i < 30; i++) {
            controller.completed(controller.recordsMax(), micros(controller.recordsMax() * 10), Duration.ZERO);
        }
        assertThat(controller.recordsMax()).isBetween(1_750L, 1_800L);
    }

    @Test
    void aQuietTimeChangesNothing() {
        RateController controller = new RateController(INTERVAL, INTERVAL, 1_000, 1, 1_000_000);
        for (int i = 0; i < 1_000; i++) {
            controller.completed(i % 3, micros(5_000), Duration.ZERO);
        }
        assertThat(controller.recordsMax()).isEqualTo(1_000);
    }

    @Test
    void theLimitStaysBetweenItsBoundsAndRecovers() {
        RateController controller = new RateController(INTERVAL, INTERVAL, 1_000, 5, 20_000);
        for (int i = 0; i < 20; i++) {
            controller.completed(controller.recordsMax(), Duration.ofHours(1), Duration.ofHours(1));
        }
        assertThat(controller.recordsMax()).isEqualTo(5);
        for (int i = 0; i < 60; i++) {
            controller.completed(controller.recordsMax(), micros(controller.recordsMax()), Duration.ZERO);
        }
        assertThat(controller.recordsMax()).isEqualTo(20_000);
    }

    @Test
    void aBatchThatWaitedLongIsFollowedBySmallerOnes() {
        RateController controller = new RateController(INTERVAL, INTERVAL, 1_000, 1, 1_000);
        controller.completed(1_000, micros(50_000), Duration.ofMillis(90));
        assertThat(controller.recordsMax()).isEqualTo(500);
        controller.completed(500, micros(25_000), Duration.ofHours(1));
        assertThat(controller.recordsMax()).isEqualTo(100);
        controller.completed(100, micros(5_000), Duration.ZERO);
        assertThat(controller.recordsMax()).isEqualTo(1_000);
    }

    @Test
    void aTargetBeyondTheIntervalToleratesThatMuchWaiting() {
        RateController controller = new RateController(Duration.ofSeconds(1), INTERVAL, 1_000, 1, 1_000);
        controller.completed(1_000, micros(50_000), Duration.ofMillis(900));
        assertThat(controller.recordsMax()).isEqualTo(1_000);
    }

    @Test
    void anUnlimitedControllerStaysUnlimited() {
        RateController controller = RateController.unlimited();
        controller.completed(10, Duration.ofHours(1), Duration.ofHours(1));
        assertThat(controller.recordsMax()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void impossibleBoundsAreRefused() {
        assertRefused(Duration.ZERO, INTERVAL, 1, 1, "the latency target must be positive, but was PT0S");
        assertRefused(INTERVAL, Duration.ofMillis(-1), 1, 1, "the batch interval must be positive, but was PT-0.001S");
        assertRefused(INTERVAL, INTERVAL, 0, 1, "the fewest records of a batch must be at least 1, but was 0");
        assertRefused(
                INTERVAL, INTERVAL, 5, 4, "the most records of a batch must be at least the fewest, 5, but was 4");
    }

    private static void assertRefused(Duration target, Duration interval, long min, long max, String text) {
        assertThatThrownBy(() -> new RateController(target, interval, 1, min, max))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(text);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** Batches of an endless backlog, one after another on a timetable. Times in microseconds. */
    private static final class Consumer {
        private static final long TICK = INTERVAL.toMillis() * 1_000;

        final RateController controller = new RateController(INTERVAL, INTERVAL, 100, 1, 10_000_000);
        private final long fixed;
        private final int queue;
        private final Deque<long[]> waiting = new ArrayDeque<>();
        private long each;
        private long now;
        private long lastTick;
        private long longestDelay;
        private long read;

        Consumer(long fixed, int queue) {
            this.fixed = fixed;
            this.queue = queue;
        }

        void costs(long microsPerRecord) {
            each = microsPerRecord;
        }

        /** Runs so many batches: each is planned at a tick, as soon as there is a place for it to wait. */
        void run(int batches) {
            for (int i = 0; i < batches; i++) {
                planUntil(now);
                if (waiting.isEmpty()) {
                    now = lastTick + TICK;
                    planUntil(now);
                }
                long[] batch = waiting.remove();
                long delay = now - batch[0];
                long took = fixed + each * batch[1];
                long end = now + took;
                planUntil(end);
                now = end;
                read += batch[1];
                longestDelay = Math.max(longestDelay, delay + took);
                controller.completed(batch[1], micros(took), micros(delay));
            }
        }

        private void planUntil(long time) {
            while (lastTick + TICK <= time) {
                lastTick += TICK;
                if (waiting.size() < queue) {
                    waiting.add(new long[] {lastTick, controller.recordsMax()});
                }
            }
        }

        void assertKeepsUp(int batches) {
            read = 0;
            longestDelay = 0;
            long begin = now;
            run(batches);
            double capacity = (double) (TICK - fixed) / each * (now - begin) / TICK;
            assertThat(read / capacity).isGreaterThan(0.8);
            assertThat(longestDelay).isLessThan(2 * TICK);
        }
    }
}
