package dev.sluice.conformance.process;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.sink.Sinks;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Counts words in files of lines "id word", and writes for each line "word count id" into files. Says on standard output
 * what it does, a line for each batch; stops gracefully when its standard input ends.
 */
public final class CountingProgram {
    private CountingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(arguments[0]);
        try (StreamingContext ssc = StreamingContext.builder("counting")
                .batchInterval(Duration.ofMillis(20))
                .master("local[2]")
                .checkpoint(root.resolve("checkpoint"))
                .durability(Durability.valueOf(arguments[1]))
                .snapshotInterval(Duration.ofMillis(100))
                .listener(new Speaking())
                .build()) {
            StateSpec<String, String, Long, String> counts = StateSpec.function((word, id, state) -> {
                long count = state.getOption().orElse(0L) + 1;
                state.update(count);
                return word + " " + count + " " + id.orElseThrow();
            });
            ssc.textFileStream(root.resolve("in"))
                    .mapToPair(line -> KeyValue.of(line.split(" ")[1], line.split(" ")[0]))
                    .mapWithState(counts)
                    .to(Sinks.textFiles(
                            Location.local(root.resolve("out/counts").toString()), ""));
            ssc.start();
            Thread waiting = new Thread(() -> stopAtTheEndOfInput(ssc));
            waiting.setDaemon(true);
            waiting.start();
            ssc.awaitTermination();
        }
    }

    private static void stopAtTheEndOfInput(StreamingContext ssc) {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("stopping: " + ssc.stop(true));
    }

    private static final class Speaking implements StreamingListener {
        @Override
        public void onStreamingStarted() {
            System.out.println("started");
        }

        @Override
        public void onBatchCompleted(BatchInfo batch) {
            System.out.println("batch " + batch.batch().id() + " with " + batch.records() + " records");
        }
    }
}
