package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void percentilesAreThoseOfTheBatchesSinceTheLastSummary() {
        Delays delays = new Delays();
        for (int micros = 1; micros <= 100; micros++) {
            delays.add(Duration.ofNanos(micros * 1_000L), Duration.ofNanos(micros * 2_000L));
        }

        assertThat(delays.summary()).isEqualTo(new Delays.Summary(100, 50, 99, 100, 198, 200));
        assertThat(delays.summary().batches()).isZero();
    }

    @Test
    void delaysBeyondTheHistogramCountAtItsEndAndInTheMaximum() {
        Delays delays = new Delays();
        delays.add(Duration.ofSeconds(1), Duration.ofSeconds(2));

        assertThat(delays.summary()).isEqualTo(new Delays.Summary(1, 100_000, 100_000, 100_000, 100_000, 2_000_000));
    }
}
