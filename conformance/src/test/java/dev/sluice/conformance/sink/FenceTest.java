package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.FencedException;
import dev.sluice.plan.Origin;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.sink.SinkOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** When an output asks whether another run has taken over. */
class FenceTest {
    private static final OutputKey KEY =
            new OutputKey(RunId.of("job"), new Batch(1, Instant.ofEpochSecond(1), Duration.ofSeconds(1), 1), 0);

    /** Tells what is done to it. */
    private record Told(Delivery delivery, ConcurrentLinkedQueue<String> calls) implements Sink<String> {
        @Override
        public String name() {
            return "told";
        }

        @Override
        public void prepare(OutputKey key, int partitions) {
            calls.add("prepare " + partitions);
        }

        @Override
        public Writer<String> open(OutputKey key, int partition, int partitions) {
            calls.add("open");
            return new Writer<>() {
                @Override
                public void write(String record) {
                    calls.add("write");
                }

                @Override
                public String stage() {
                    calls.add("stage");
                    return "";
                }
            };
        }

        @Override
        public void publish(OutputKey key, List<String> receipts) {
            calls.add("publish");
        }

        @Override
        public void abandon(OutputKey key) {
            calls.add("abandon");
        }
    }

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    /** Writes one record. */
    private void write(Delivery delivery, Runnable fence) {
        SinkOutput<String> output = new SinkOutput<>(new Told(delivery, calls), Origin.here("to"));
        try (Job job = new Job()) {
            var rdd = job.context.parallelize(List.of("a"), 1);
            output.write(rdd.plan(), rdd.context(), KEY, fence);
        }
    }

    @Test
    void aSinkThatShowsNothingBeforeItPublishesIsFencedThere() {
        write(Delivery.TRANSACTIONAL, () -> calls.add("fence"));
        assertThat(calls).containsExactly("prepare 1", "open", "write", "stage", "fence", "publish");
    }

    @Test
    void anyOtherSinkIsFencedBeforeItsFirstRecordToo() {
        for (Delivery delivery : EnumSet.complementOf(EnumSet.of(Delivery.TRANSACTIONAL))) {
            calls.clear();
            write(delivery, () -> calls.add("fence"));
            assertThat(calls).containsExactly("fence", "prepare 1", "open", "write", "stage", "fence", "publish");
        }
    }

    @Test
    void aRunThatWasTakenOverPublishesNothingAndDiscardsWhatItStaged() {
        assertThatThrownBy(() -> write(Delivery.TRANSACTIONAL, () -> {
                    throw new FencedException("run 2 has taken over");
                }))
                .isInstanceOf(FencedException.class);
        assertThat(calls).containsExactly("prepare 1", "open", "write", "stage", "abandon");
    }
}
