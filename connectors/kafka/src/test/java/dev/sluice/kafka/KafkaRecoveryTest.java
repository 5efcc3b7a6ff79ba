package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.SourceException;
import dev.sluice.kafkaserver.KafkaServer;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end without a word, or whose broker does, and go on. */
class KafkaRecoveryTest {
    private static final Duration BATCH = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private final List<StreamingContext> contexts = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private boolean broken;

    @AfterEach
    void close() {
        contexts.forEach(StreamingContext::close);
    }

    /** Counts by value with a state, and tells the counts after each batch. */
    private StreamingContext counting(KafkaSource<byte[], String> source) {
        StreamingContext context = StreamingContext.builder("counting")
                .batchInterval(BATCH)
                .master(System.getProperty(StreamTester.MASTER_PROPERTY, "local[2]"))
                .clock(clock)
                .checkpoint(directory)
                .build();
        contexts.add(context);
        source.stream(context)
                .mapToPair(record -> KeyValue.of(record.value(), 1L))
                .<Long>updateStateByKey((values, state) -> Optional.of(state.orElse(0L)
                        + values.stream().mapToLong(Long::longValue).sum()))
                .foreachRdd((rdd, batch) -> {
                    if (broken) {
                        throw new IllegalStateException("broken");
                    }
                    Map<String, Long> counts = new TreeMap<>();
                    rdd.collect().forEach(pair -> counts.put(pair.key(), pair.value()));
                    seen.add(counts.toString());
                });
        return context;
    }

    @Test
    void aRunGoesOnBehindTheLastBatchOfTheOneBefore() {
        try (Topic topic = Topic.create("goes-on", 2)) {
            topic.append(0, "a", "b");
            counting(topic.values()).start();
            clock.advance(BATCH);
            topic.append(1, "a");
            clock.advance(BATCH);
            topic.append(0, "b");
            counting(topic.values().startAt(KafkaStart.latest())).start();
            topic.append(1, "c");
            clock.advance(BATCH);

            assertThat(seen).containsExactly("{a=1, b=1}", "{a=2, b=1}", "{a=2, b=2, c=1}");
        }
    }

    @Test
    void aBatchThatWasPlannedReadsTheSameOffsetsAgain() {
        try (Topic topic = Topic.create("same", 1)) {
            topic.append(0, "a", "b");
            fail(topic);
            topic.append(0, "c");
            counting(topic.values()).start();
            clock.advance(BATCH);

            assertThat(seen).containsExactly("{a=1, b=1}", "{a=1, b=1, c=1}");
        }
    }

    @Test
    void aBatchWhoseRecordsAreGoneIsAnErrorWithTheGap() {
        try (Topic topic = Topic.create("replayed", 1)) {
            topic.append(0, "a", "b", "c");
            fail(topic);
            topic.append(0, "d");
            topic.deleteBefore(0, 2);
            StreamingContext next = counting(topic.values());

            assertThatThrownBy(() -> {
                        next.start();
                        clock.advance(BATCH);
                        next.failure().ifPresent(KafkaRecoveryTest::rethrow);
                    })
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("replayed-0 begins at offset 2 now, and 0 was to be read next: the 2 offsets"
                            + " [0, 2) are gone");
            assertThat(seen).isEmpty();
        }
    }

    private static void rethrow(Throwable thrown) {
        throw (RuntimeException) thrown;
    }

    private void fail(Topic topic) {
        broken = true;
        StreamingContext first = counting(topic.values());
        first.start();
        clock.advance(BATCH);
        assertThat(first.failure()).isPresent();
        first.close();
        broken = false;
    }

    @Test
    void aGroupIsToldWhatNoRunReadsAgain() {
        try (Topic topic = Topic.create("told", 1)) {
            topic.append(0, "a", "b");
            StreamingContext context = counting(topic.values().group("watchers"));
            context.start();
            clock.advance(BATCH);
            topic.append(0, "c");
            clock.advance(BATCH);
            context.stop(true);

            assertThat(topic.committed("watchers")).containsExactly(Map.entry(topic.partition(0), 3L));
            seen.clear();
            topic.append(0, "d");
            directory = directory.resolve("anew");
            counting(topic.values().startAt(KafkaStart.group("watchers", KafkaStart.latest())))
                    .start();
            clock.advance(BATCH);
            assertThat(seen).containsExactly("{d=1}");
        }
    }

    @Test
    void whileNoBrokerIsThereBatchesReadNothing() {
        try (KafkaServer server = TestBroker.start()) {
            assertOutagePasses(server, server::kill, server::start);
        }
    }

    @Test
    void whileNoBrokerAnswersBatchesReadNothing() {
        KafkaServer server = TestBroker.shared();
        try {
            assertOutagePasses(server, server::suspend, server::resume);
        } finally {
            server.resume();
        }
    }

    private void assertOutagePasses(KafkaServer server, Runnable begin, Runnable end) {
        Topic topic = Topic.create(server.bootstrap(), "outage", 1, Map.of());
        topic.append(0, "a");
        StreamingContext context = counting(topic.values());
        context.start();
        clock.advance(BATCH);
        begin.run();
        clock.advance(BATCH);
        end.run();
        topic.append(0, "b");
        while (seen.size() < 20 && !seen.get(seen.size() - 1).contains("b")) {
            clock.advance(BATCH);
        }

        assertThat(seen).startsWith("{a=1}", "{a=1}").endsWith("{a=1, b=1}");
        assertThat(context.failure()).isEmpty();
    }
}
