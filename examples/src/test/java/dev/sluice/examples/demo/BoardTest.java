package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.InputInfo;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final ManualClock clock = new ManualClock();
    private final Board board = new Board(INTERVAL, clock);
    private long batches;

    @Test
    void theRateIsThatOfTheLastSecond() {
        run(100, 1);
        assertThat(board.figures().rate()).isEqualTo(200);

        run(300, 1);
        run(500, 1);

        assertThat(board.figures().rate()).isEqualTo(800);
        assertThat(board.figures().records()).isEqualTo(900);
        assertThat(board.figures().batches()).isEqualTo(3);
        assertThat(board.figures().running()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void timeBeginsWithTheStart() {
        clock.advance(Duration.ofSeconds(5));
        board.onStreamingStarted();
        run(100, 1);

        assertThat(board.figures().running()).isEqualTo(INTERVAL);
        assertThat(board.figures().rate()).isEqualTo(200);
    }

    @Test
    void batchesThatEndLateLowerTheRate() {
        run(100, 1);
        clock.advance(Duration.ofMillis(1_500));
        run(100, 1);

        assertThat(board.figures().rate()).isEqualTo(80);
        assertThat(board.figures().running()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void everySecondLeavesARate() {
        run(100, 1);
        assertThat(board.figures().history()).isEmpty();

        run(300, 1);
        run(500, 1);
        run(500, 1);

        assertThat(board.figures().history()).containsExactly(400.0, 1_000.0);
    }

    @Test
    void batchesOfMoreThanASecondHaveARateToo() {
        Board slow = new Board(Duration.ofSeconds(4), clock);
        clock.advance(Duration.ofSeconds(4));
        slow.onBatchCompleted(info(100, 1));

        assertThat(slow.figures().rate()).isEqualTo(25);
        assertThat(slow.figures().history()).containsExactly(25.0);
    }

    @Test
    void timesAreThoseOfTheLastTenSeconds() {
        run(1, 1_000);
        for (int millis = 1; millis <= 20; millis++) {
            run(1, millis);
        }

        assertThat(board.figures().processing())
                .isEqualTo(new Figures.Times(Duration.ofMillis(11), Duration.ofMillis(20)));
        assertThat(board.figures().delay()).isEqualTo(new Figures.Times(Duration.ofMillis(22), Duration.ofMillis(40)));
    }

    @Test
    void batchesThatArePlannedAndHaveNotEndedWait() {
        board.onBatchSubmitted(info(1, 1));
        board.onBatchSubmitted(info(1, 1));
        board.onBatchCompleted(info(1, 1));

        assertThat(board.figures().waiting()).isEqualTo(1);
    }

    @Test
    void theNewestAlertsComeFirstAndOldOnesAreForgotten() {
        board.alerts(Collections.nCopies(60, Sample.HOT));
        board.alerts(List.of(Sample.SILENT));

        assertThat(board.figures().alerts()).hasSize(50).startsWith(Sample.SILENT, Sample.HOT);
        assertThat(board.figures().alertsInAll()).isEqualTo(61);
    }

    private void run(long records, int millis) {
        BatchInfo info = info(records, millis);
        clock.advance(INTERVAL);
        board.onBatchSubmitted(info);
        board.onBatchCompleted(info);
    }

    private BatchInfo info(long records, int millis) {
        batches++;
        return new BatchInfo(
                new Batch(batches, Instant.EPOCH.plus(INTERVAL.multipliedBy(batches)), INTERVAL, 1),
                List.of(new InputInfo(0, "tags", records, "")),
                List.of(),
                Optional.of(Duration.ofMillis(2L * millis)),
                Optional.of(Duration.ofMillis(millis)),
                Optional.empty());
    }
}
