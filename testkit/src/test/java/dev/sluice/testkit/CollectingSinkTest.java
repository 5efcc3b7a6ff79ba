package dev.sluice.testkit;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.Batch;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.testkit.CollectingSink.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectingSinkTest {
    private static final OutputKey KEY =
            new OutputKey(RunId.of("job"), new Batch(1, Instant.EPOCH, Duration.ofSeconds(1), 1), 0);

    private final CollectingSink<Integer> sink = new CollectingSink<>();

    @Test
    void keepsThePublishedBatches() {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(Batches.of(batch(1, 2, 3), batch(), batch(4)).inPartitions(2))
                    .to(sink);
            tester.runBatches(3);
        }
        assertThat(sink.batches()).containsExactly(List.of(1, 2, 3), List.of(), List.of(4));
        assertThat(sink.all()).containsExactly(1, 2, 3, 4);
        assertThat(sink.log())
                .containsExactly("published test/1-1000/0", "published test/2-2000/0", "published test/3-3000/0");
        assertThat(sink.name()).isEqualTo("a collecting sink");
        assertThat(sink.delivery()).isEqualTo(Delivery.IDEMPOTENT);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfAnyCallIsRetried(Call call) {
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            tester.input(batch(1, 2), batch(3)).to(sink.failOnce(2, call));
            tester.runBatches(2);
        }
        assertThat(sink.batches()).containsExactly(List.of(1, 2), List.of(3));
        assertThat(sink.log())
                .containsExactly("published test/1-1000/0", "abandoned test/2-2000/0", "published test/2-2000/0");
    }

    @Test
    void aFailureNamesTheCallAndTheBatch() {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(batch(1)).to(sink.failOnce(1, Call.WRITE));
            assertThat(tester.failureWithin(1)).hasRootCauseMessage("the test made WRITE fail in batch 1");
        }
        assertThat(sink.batches()).isEmpty();
    }

    @Test
    void refusesWhatWasNotStaged() {
        assertThatThrownBy(() -> sink.publish(KEY, List.of("job/1-0/0/0 receipt 7")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("batch job/1-0/0 publishes \"job/1-0/0/0 receipt 7\", which was not staged for it");
    }

    @Test
    void refusesOtherRecordsForABatchThatIsPublishedAgain() throws Exception {
        sink.publish(KEY, List.of(staged(1)));
        sink.publish(KEY, List.of(staged(1)));
        assertThatThrownBy(() -> sink.publish(KEY, List.of(staged(2))))
                .isInstanceOf(AssertionError.class)
                .hasMessage("batch job/1-0/0 was published with [1] and again with [2]; a batch that is run again must"
                        + " give the same records");
    }

    private String staged(int record) throws Exception {
        var writer = sink.open(KEY, 0, 1);
        writer.write(record);
        return writer.stage();
    }
}
