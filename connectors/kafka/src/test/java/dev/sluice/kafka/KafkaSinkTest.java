package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.FencedException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.storage.Durability;
import dev.sluice.testkit.StreamTester;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in a topic after batches, attempts and runs, one beside the other or one after the other. */
class KafkaSinkTest {
    private final List<KafkaSink<String>> sinks = new ArrayList<>();

    @AfterEach
    void close() {
        sinks.forEach(KafkaSink::close);
    }

    /** A sink of a process of its own. */
    private KafkaSink<String> sink(Topic topic) {
        KafkaSink<String> sink = KafkaSink.<String>to(topic.servers(), topic.name())
                .values(value -> value, StringSerializer::new)
                .partitions((value, partitions) -> 0);
        sinks.add(sink);
        return sink;
    }

    private static OutputKey key(String job, long epoch, int batch) {
        return new OutputKey(
                new RunId(job, epoch, Durability.POWER),
                new Batch(batch, Instant.ofEpochSecond(batch), Duration.ofSeconds(1), 1),
                0);
    }

    /** Writes partitions of a batch, each with these values. */
    private static void write(KafkaSink<String> sink, OutputKey key, String... partitions) throws Exception {
        sink.prepare(key, partitions.length);
        for (int partition = 0; partition < partitions.length; partition++) {
            Sink.Writer<String> writer = sink.open(key, partition, partitions.length);
            writer.write(partitions[partition]);
            writer.stage();
            writer.close();
        }
    }

    @Test
    void eachPartOfARecordIsTheUsersToSay() {
        try (Topic topic = Topic.kept("orders-out", 3);
                Topic other = Topic.kept("orders-other", 1);
                StreamTester tester = StreamTester.create()) {
            String names = topic.name();
            String others = other.name();
            tester.input(List.of("ada 7", "bob 8"))
                    .to(KafkaSink.<String>to(topic.servers(), topic.name())
                            .values(order -> order.substring(4), StringSerializer::new)
                            .keys(order -> order.substring(0, 3), StringSerializer::new)
                            .timestamps(order -> 5_000L + order.length())
                            .headers(order -> List.of(
                                    new KafkaHeader("from", "shop".getBytes(StandardCharsets.UTF_8)),
                                    new KafkaHeader("none", null)))
                            .partitions((order, partitions) -> partitions - 1)
                            .topics(order -> order.startsWith("bob") ? others : names));
            tester.input(List.of("plain"))
                    .to(KafkaSink.<String>to(topic.servers(), topic.name())
                            .values(value -> value, StringSerializer::new));
            tester.runBatches(1);

            assertThat(topic.read()).hasSize(2);
            ConsumerRecord<String, String> first = topic.read().stream()
                    .filter(record -> record.key() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(first.key(), first.value(), first.partition(), first.timestamp()))
                    .containsExactly("ada", "7", 2, 5_005L);
            assertThat(first.headers().toArray()).hasSize(2);
            assertThat(first.headers().lastHeader("from").value()).asString().isEqualTo("shop");
            assertThat(first.headers().lastHeader("none").value()).isNull();
            assertThat(other.read())
                    .singleElement()
                    .satisfies(record -> assertThat(record.key()).isEqualTo("bob"));
            assertThat(topic.read())
                    .filteredOn(record -> record.value().equals("plain"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.timestamp()).isEqualTo(1_000))
                    .satisfies(record -> assertThat(record.key()).isNull());
        }
    }

    @Test
    void nothingIsSeenBeforeItsPartitionIsStaged() throws Exception {
        try (Topic topic = Topic.kept("unseen", 1)) {
            KafkaSink<String> sink = sink(topic);
            OutputKey key = key("unseen", 1, 1);
            sink.prepare(key, 1);
            Sink.Writer<String> writer = sink.open(key, 0, 1);
            writer.write("a");
            assertThat(topic.sorted()).isEmpty();
            writer.stage();
            writer.close();

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a");
        }
    }

    @Test
    void whatWasNotStagedIsNeverSeen() throws Exception {
        try (Topic topic = Topic.kept("broken-off", 1)) {
            KafkaSink<String> sink = sink(topic);
            OutputKey key = key("broken-off", 1, 1);
            sink.prepare(key, 1);
            Sink.Writer<String> writer = sink.open(key, 0, 1);
            writer.write("a");
            writer.close();
            topic.awaitMarks();
            assertThat(topic.sorted()).isEmpty();
            write(sink, key, "again");

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("again");
        }
    }

    @Test
    void aPartitionThatWasWrittenIsPassedOverInTheSameRunAndInTheNext() throws Exception {
        try (Topic topic = Topic.kept("repeated", 1)) {
            KafkaSink<String> first = sink(topic);
            write(first, key("repeated", 1, 1), "1a", "1b");
            write(first, key("repeated", 1, 2), "2a", "2b");
            write(first, key("repeated", 1, 2), "2a", "2b");
            KafkaSink<String> second = sink(topic);
            write(second, key("repeated", 2, 1), "1a", "1b");
            write(second, key("repeated", 2, 2), "2a", "2b");
            write(second, key("repeated", 2, 3), "3a", "3b");

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
        }
    }

    @Test
    void onlyThePartitionsThatWereNotWrittenAreWrittenWhenABatchRunsAgain() throws Exception {
        try (Topic topic = Topic.kept("in-part", 1)) {
            OutputKey key = key("in-part", 1, 1);
            KafkaSink<String> first = sink(topic);
            first.prepare(key, 2);
            Sink.Writer<String> writer = first.open(key, 1, 2);
            writer.write("b");
            writer.stage();
            write(sink(topic), key("in-part", 2, 1), "a", "b");

            topic.awaitMarks();
            assertThat(topic.read().stream().map(ConsumerRecord::value)).containsExactly("b", "a");
        }
    }

    @Test
    void aBatchWrittenInPartIsNotWrittenOnWithOtherPartitions() throws Exception {
        try (Topic topic = Topic.kept("divided", 1)) {
            write(sink(topic), key("divided", 1, 1), "a", "b");
            KafkaSink<String> next = sink(topic);
            assertThatThrownBy(() -> write(next, key("divided", 2, 1), "a", "b", "c"))
                    .isInstanceOf(OutputConflictException.class)
                    .hasMessage("kafka divided: the batch of 1000 ms was written in part, in 2 partitions, and has 3"
                            + " now; what is written stays as it is. Run it with as many as before, by the parallelism"
                            + " of the program or repartition(2)");
            write(next, key("divided", 2, 2), "c", "d", "e");

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void aRunThatStoodStillInATransactionCommitsNothingOnceAnotherHasTakenOver() throws Exception {
        try (Topic topic = Topic.kept("stood-still", 1)) {
            KafkaSink<String> old = sink(topic);
            OutputKey key = key("stood-still", 1, 1);
            old.prepare(key, 3);
            Sink.Writer<String> writer = old.open(key, 2, 3);
            writer.write("late");
            KafkaSink<String> next = sink(topic);
            next.prepare(key("stood-still", 2, 1), 1);

            assertThatThrownBy(writer::stage)
                    .isInstanceOf(FencedException.class)
                    .hasMessage("kafka stood-still: run 2 of stood-still has taken over this output from run 1, which"
                            + " writes no more");
            writer.close();
            topic.awaitMarks();
            assertThat(topic.read(IsolationLevel.READ_COMMITTED)).isEmpty();
        }
    }

    @Test
    void aRunThatWasTakenOverBeginsNothingMore() throws Exception {
        try (Topic topic = Topic.kept("overtaken", 1)) {
            KafkaSink<String> old = sink(topic);
            write(old, key("overtaken", 1, 1), "a");
            KafkaSink<String> oldOfAnotherProcess = sink(topic);
            write(sink(topic), key("overtaken", 2, 2), "b");

            for (KafkaSink<String> each : List.of(old, oldOfAnotherProcess)) {
                assertThatThrownBy(() -> {
                            Sink.Writer<String> writer = each.open(key("overtaken", 1, 3), 0, 1);
                            writer.write("late");
                            writer.stage();
                        })
                        .isInstanceOf(FencedException.class);
                assertThatThrownBy(() -> each.prepare(key("overtaken", 1, 3), 100))
                        .isInstanceOf(FencedException.class);
            }
            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a", "b");
        }
    }

    @Test
    void anAttemptInAnotherProcessFencesTheSlowerOneAndThereIsOneOfThem() throws Exception {
        try (Topic topic = Topic.kept("attempts", 1)) {
            OutputKey key = key("attempts", 1, 1);
            sink(topic).prepare(key, 1);
            Sink.Writer<String> slow = sink(topic).open(key, 0, 1);
            slow.write("a");
            write(sink(topic), key, "a");

            assertThatThrownBy(slow::stage).hasMessageContaining("another attempt at this partition has begun");
            slow.close();
            write(sink(topic), key, "a");
            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a");
        }
    }

    @Test
    void aPartitionMayMoveFromOneProcessToAnotherAndBack() throws Exception {
        try (Topic topic = Topic.kept("moves", 1)) {
            KafkaSink<String> driver = sink(topic);
            List<KafkaSink<String>> executors = List.of(sink(topic), sink(topic));
            for (int batch = 1; batch <= 6; batch++) {
                OutputKey key = key("moves", 1, batch);
                driver.prepare(key, 1);
                Sink.Writer<String> writer = executors.get(batch / 2 % 2).open(key, 0, 1);
                writer.write("" + batch);
                writer.stage();
            }
            topic.awaitMarks();
            assertThat(topic.read().stream().map(ConsumerRecord::value)).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void programsWithoutADirectoryThatHaveOneNameDoNotDisturbEachOther() throws Exception {
        try (Topic topic = Topic.kept("two-programs", 1)) {
            KafkaSink<String> one = sink(topic);
            KafkaSink<String> other = sink(topic);
            for (int batch = 1; batch <= 3; batch++) {
                write(one, key("two-programs", 0, batch), "one " + batch);
                write(other, key("two-programs", 0, batch), "other " + batch);
            }
            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("one 1", "one 2", "one 3", "other 1", "other 2", "other 3");
        }
    }

    @Test
    void theNewestBatchOfAJobIsKnown() throws Exception {
        try (Topic topic = Topic.kept("newest", 1)) {
            KafkaSink<String> sink = sink(topic);
            assertThat(sink.newest("newest")).isEmpty();
            write(sink, key("newest", 1, 3), "a", "b");
            write(sink, key("newest", 1, 5), "c");

            assertThat(sink.newest("newest")).contains(Instant.ofEpochSecond(5));
            assertThat(sink.newest("newes")).isEmpty();
            assertThat(topic.committed("sluice-newest-0-0")).isEqualTo(Map.of(topic.partition(0), 5L));
        }
    }

    @Test
    void cheaperSinksWriteAgainWhatRunsAgain() throws Exception {
        try (Topic topic = Topic.kept("cheaper", 1)) {
            KafkaSink<String> plain = sink(topic).atLeastOnce();
            KafkaSink<String> table =
                    sink(topic).keys(value -> value, StringSerializer::new).idempotent();
            for (KafkaSink<String> each : List.of(plain, table)) {
                write(each, key("cheaper", 1, 1), each == plain ? "a" : "b");
                write(each, key("cheaper", 1, 1), each == plain ? "a" : "b");
            }
            assertThat(topic.sorted()).containsExactly("a", "a", "b", "b");
            assertThat(plain.newest("cheaper")).isEmpty();
        }
    }
}
