package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    @Test
    void aPercentileIsAtMostTwoPercentAboveWhatItIs() {
        Lateness lateness = new Lateness();
        for (int micros = 1; micros <= 100_000; micros++) {
            lateness.add(micros * 1_000L);
        }

        assertThat(lateness.millis(0.5)).isCloseTo(50, within(1.0)).isGreaterThanOrEqualTo(50);
        assertThat(lateness.millis(0.99)).isCloseTo(99, within(2.0)).isGreaterThanOrEqualTo(99);
        assertThat(lateness.millis(0.999)).isCloseTo(99.9, within(2.0)).isGreaterThanOrEqualTo(99.9);
    }

    @Test
    void whatIsClearedIsForgottenAndWithoutResultsThereIsNothing() {
        Lateness lateness = new Lateness();
        lateness.add(5_000_000);
        lateness.clear();

        assertThat(lateness.millis(0.99)).isZero();
    }

    @Test
    void nothingAndAnHourHaveTheirPlaces() {
        Lateness lateness = new Lateness();
        lateness.add(-1);
        lateness.add(HOUR_NANOS);

        assertThat(lateness.millis(0.5)).isCloseTo(0, within(1e-5));
        assertThat(lateness.millis(1)).isCloseTo(HOUR_NANOS / 1e6, within(HOUR_NANOS / 1e6 * 0.02));
    }
}
