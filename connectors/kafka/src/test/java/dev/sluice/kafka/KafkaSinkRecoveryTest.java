package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a topic to a topic, by runs that end without a word and go on. */
class KafkaSinkRecoveryTest {
    private static final Duration BATCH = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private final List<StreamingContext> contexts = new ArrayList<>();

    @AfterEach
    void close() {
        contexts.forEach(StreamingContext::close);
    }

    /** A sink of which no run hears that a batch was written, while that is broken. */
    private record Unheard<T>(Sink<T> sink) implements Sink<T> {
        private static final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public Delivery delivery() {
            return sink.delivery();
        }

        @Override
        public void prepare(OutputKey key, int partitions) throws Exception {
            sink.prepare(key, partitions);
        }

        @Override
        public Writer<T> open(OutputKey key, int partition, int partitions) throws Exception {
            return sink.open(key, partition, partitions);
        }

        @Override
        public void publish(OutputKey key, List<String> receipts) throws Exception {
            sink.publish(key, receipts);
            if (broken.get()) {
                throw new IllegalStateException("nobody heard of it");
            }
        }

        @Override
        public Optional<Instant> newest(String job) throws Exception {
            return sink.newest(job);
        }

        @Override
        public void takeOver(RunId run) throws Exception {
            sink.takeOver(run);
        }

        @Override
        public void close() throws Exception {
            sink.close();
        }
    }

    /** Writes how often each value came, after each batch in which it did. */
    private StreamingContext counting(Topic in, Topic out, Path checkpoint) {
        StreamingContext context = StreamingContext.builder("counting")
                .batchInterval(BATCH)
                .master(System.getProperty(StreamTester.MASTER_PROPERTY, "local[2]"))
                .clock(clock)
                .checkpoint(checkpoint)
                .build();
        contexts.add(context);
        in.values().stream(context)
                .mapToPair(record -> KeyValue.of(record.value(), 1L))
                .mapWithState(StateSpec.<String, Long, Long, KeyValue<String, Long>>function((key, value, state) -> {
                    state.update(state.getOption().orElse(0L) + 1);
                    return KeyValue.of(key, state.get());
                }))
                .to(new Unheard<>(KafkaSink.<KeyValue<String, Long>>to(out.servers(), out.name())
                        .values(count -> count.key() + "=" + count.value(), StringSerializer::new)
                        .keys(KeyValue::key, StringSerializer::new)));
        return context;
    }

    @Test
    void aBatchThatWasWrittenAndIsNotKnownToBeIsNotWrittenAgain() {
        try (Topic in = Topic.create("in-unheard", 2);
                Topic out = Topic.kept("out-unheard", 2)) {
            in.append(0, "a", "b", "c");
            Unheard.broken.set(true);
            StreamingContext first = counting(in, out, directory);
            first.start();
            clock.advance(BATCH);
            assertThat(first.failure()).containsInstanceOf(SluiceException.class);
            first.close();
            Unheard.broken.set(false);
            in.append(1, "b", "d");
            counting(in, out, directory).start();
            clock.advance(BATCH);

            out.awaitMarks();
            assertThat(out.sorted()).containsExactly("a=1", "b=1", "b=2", "c=1", "d=1");
        }
    }

    @Test
    void aRunThatWasNotStoppedGoesOnAndTheOtherWritesNoMore() {
        try (Topic in = Topic.create("in-two", 1);
                Topic out = Topic.kept("out-two", 2)) {
            in.append(0, "a");
            counting(in, out, directory).start();
            clock.advance(BATCH);
            in.append(0, "a", "b");
            counting(in, out, directory).start();
            clock.advance(BATCH);
            in.append(0, "c");
            clock.advance(BATCH);

            out.awaitMarks();
            assertThat(out.sorted()).containsExactly("a=1", "a=2", "b=1", "c=1");
        }
    }

    @Test
    void anOlderCopyOfTheDirectoryIsRefused() throws IOException {
        try (Topic in = Topic.create("in-copy", 1);
                Topic out = Topic.kept("out-copy", 2)) {
            in.append(0, "a");
            StreamingContext run = counting(in, out, directory.resolve("new"));
            run.start();
            clock.advance(BATCH);
            copy(directory.resolve("new"), directory.resolve("old"));
            in.append(0, "b");
            clock.advance(BATCH);
            run.stop(true);

            StreamingContext fromCopy = counting(in, out, directory.resolve("old"));
            assertThatThrownBy(fromCopy::start)
                    .isInstanceOf(RecoveryException.class)
                    .hasMessageContaining(
                            "holds the batch of 2000 ms: the directory is an older copy of one that went on");
            assertThat(out.sorted()).containsExactly("a=1", "b=1");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
