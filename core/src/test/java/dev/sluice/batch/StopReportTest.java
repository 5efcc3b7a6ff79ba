package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopReportTest {
    private static final Duration TOOK = Duration.ofMillis(12);

    @Test
    void aReportIsASentenceForPeople() {
        assertThat(new StopReport(true, 0, 0, TOOK, List.of("all inputs stopped")))
                .hasToString("stopped in 12 ms, nothing left; all inputs stopped");
        assertThat(new StopReport(false, 1, 1, TOOK, List.of("first", "second")))
                .hasToString("not all stopped in 12 ms, 1 batch and 1 record left; first; second");
        assertThat(new StopReport(true, 0, 2, TOOK, List.of("done")))
                .hasToString("stopped in 12 ms, 0 batches and 2 records left; done");
    }
}
