package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateCapTest {
    @Test
    void aBatchMayReadTheRateTimesItsInterval() {
        RateCap cap = new RateCap(1_000);
        assertThat(cap.next(batch(Duration.ofMillis(100)))).isEqualTo(100);
        cap.spend(100);
        assertThat(cap.next(batch(Duration.ofSeconds(2)))).isEqualTo(2_000);
    }

    @Test
    void fractionsAddUpOverBatches() {
        RateCap cap = new RateCap(15);
        long read = 0;
        for (int i = 0; i < 1_000; i++) {
            long most = cap.next(batch(Duration.ofMillis(1)));
            cap.spend(most);
            read += most;
        }
        assertThat(read).isEqualTo(15);
    }

    @Test
    void whatWasNotReadIsNotSavedUpBeyondOneRecord() {
        RateCap cap = new RateCap(25);
        for (int i = 0; i < 100; i++) {
            assertThat(cap.next(batch(Duration.ofMillis(100)))).isBetween(2L, 3L);
        }
        RateCap slow = new RateCap(1);
        for (int i = 0; i < 100; i++) {
            slow.next(batch(Duration.ofMillis(100)));
        }
        assertThat(slow.next(batch(Duration.ofMillis(100)))).isEqualTo(1);
    }

    @Test
    void noRateIsNoBound() {
        RateCap cap = new RateCap(Long.MAX_VALUE);
        assertThat(cap.next(batch(Duration.ofDays(365)))).isEqualTo(Long.MAX_VALUE);
        cap.spend(1_000_000);
        assertThat(cap.next(batch(Duration.ofNanos(1)))).isEqualTo(Long.MAX_VALUE);
    }

    private static Batch batch(Duration interval) {
        return new Batch(1, Instant.EPOCH, interval, 0);
    }
}
