package dev.sluice.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.batch.StopReport;
import dev.sluice.error.OperatorException;
import dev.sluice.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final List<StopReport> farewells = new ArrayList<>();

    @Test
    void aRunEndsAfterItsTimeAndSaysHow() throws InterruptedException {
        try (StreamingContext context = context()) {
            context.stream(Sources.batches(List.of(List.of(1)))).foreachRdd(rdd -> rdd.count());

            assertThat(Session.run(context, Optional.of(Duration.ofMillis(50)), farewells::add))
                    .isZero();
        }
        assertThat(farewells).hasSize(1).allMatch(StopReport::complete);
    }

    @Test
    void aRunThatFailsSaysSoAfterItHasStopped() {
        try (StreamingContext context = context()) {
            context.stream(Sources.batches(List.of(List.of(0)))).map(n -> 1 / n).foreachRdd(rdd -> rdd.count());

            assertThatThrownBy(() -> Session.run(context, Optional.empty(), farewells::add))
                    .isInstanceOf(OperatorException.class)
                    .hasRootCauseMessage("/ by zero");
        }
        assertThat(farewells).hasSize(1);
    }

    @Test
    void theFarewellSaysWhatWasLeft() {
        assertThat(Session.text(new StopReport(true, 0, 0, Duration.ofMillis(12), List.of())))
                .isEqualTo("stopped in 12 ms; nothing was left undone");
        assertThat(Session.text(new StopReport(false, 2, 30, Duration.ofSeconds(3), List.of())))
                .isEqualTo("not all stopped in 3000 ms; 2 batches and 30 records were left");
    }

    private static StreamingContext context() {
        return StreamingContext.builder("test")
                .batchInterval(Duration.ofMillis(10))
                .master("local[1]")
                .build();
    }
}
