package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.QuarantinedRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {
    @Test
    void remembersEveryEventInOrder() {
        StreamTester tester = StreamTester.create();
        Collected<Integer> unused = tester.collect(tester.input(List.of(1)));
        tester.runBatches(1);
        tester.close();
        assertThat(tester.events().lines())
                .containsExactly(
                        "streaming started",
                        "batch 1 submitted",
                        "batch 1 started",
                        "output 0 of batch 1 started",
                        "output 0 of batch 1 completed",
                        "batch 1 completed",
                        "streaming stopped");
        assertThat(tester.events().batches()).extracting(BatchInfo::records).containsExactly(1L);
        assertThat(tester.events().outputs()).extracting(OutputInfo::id).containsExactly(0);
        assertThat(unused.all()).containsExactly(1);
    }

    @Test
    void remembersFailuresAndQuarantinedRecords() {
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.quarantineRecords()))) {
            Collected<Integer> quotients =
                    tester.collect(tester.input(List.of(1, 0)).map(n -> 1 / n));
            quotients.all();
            tester.input(List.of(1), List.of(2)).foreachRdd((rdd, batch) -> {
                if (batch.id() == 2) {
                    throw new IllegalStateException("no room");
                }
            });
            assertThat(tester.failureWithin(2)).hasMessageContaining("no room");
            assertThat(tester.events().quarantined())
                    .extracting(QuarantinedRecord::record)
                    .containsExactly(0);
            assertThat(tester.events().lines())
                    .contains("record 0 of batch 1 quarantined", "output 1 of batch 2 failed", "batch 2 failed");
        }
    }
}
