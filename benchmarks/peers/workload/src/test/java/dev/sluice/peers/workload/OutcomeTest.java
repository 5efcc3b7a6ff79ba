package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Outcome OUTCOME =
            new Outcome("4.1.0", 1_000, 2.5, 4.25, 1L << 30, 77, 600, Form.UPDATES, -5, 0.125, 1.5, 20);

    @Test
    void aLineSaysAllThatAnOutcomeHolds() {
        assertThat(Outcome.of(OUTCOME.line())).contains(OUTCOME);
    }

    @Test
    void otherLinesSayNothing() {
        assertThat(Outcome.of("12:00:01 INFO outcome: none")).isEmpty();
        assertThat(Outcome.of("")).isEmpty();
    }

    @Test
    void aLineThatIsCutOffIsRefused() {
        String line = OUTCOME.line();

        assertThatThrownBy(() -> Outcome.of(line.substring(0, line.indexOf(" p999="))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a contender's outcome says nothing of 'p999': outcome: version=4.1.0");
    }

    @Test
    void throughputAndCpuAreOfTheMeasuredRecords() {
        assertThat(OUTCOME.recordsPerSecond()).isEqualTo(400);
        assertThat(OUTCOME.cpuPerMillion()).isEqualTo(4_250);
    }
}
