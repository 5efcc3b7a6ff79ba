package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.event.InputInfo;
import dev.sluice.event.PartitionInfo;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
    private static Collected<String> values(StreamTester tester, KafkaSource<byte[], String> source) {
        return tester.collect(source.stream(tester.context()).map(record -> record.partition() + ":" + record.value()));
    }

    @Test
    void aBatchReadsWhatWasThereWhenItWasPlanned() {
        try (Topic topic = Topic.create("planned", 2);
                StreamTester tester = StreamTester.create()) {
            Collected<String> records = values(tester, topic.values());
            topic.append(0, "a", "b");
            tester.runBatches(1);
            topic.append(0, "c");
            topic.append(1, "d", "e");
            tester.runBatches(2);
            topic.append(1, "f");
            tester.runBatches(1);

            assertThat(records.batches())
                    .containsExactly(List.of("0:a", "0:b"), List.of("0:c", "1:d", "1:e"), List.of(), List.of("1:f"));
        }
    }

    @Test
    void aRecordHasAllThatTheTopicHasOfIt() {
        try (Topic topic = Topic.kept("whole", 1);
                StreamTester tester = StreamTester.create();
                var producer = topic.producer(Map.of())) {
            DStream<KafkaRecord<String, String>> stream = KafkaSource.topics(topic.servers(), topic.name())
                    .keys(StringDeserializer::new)
                    .values(StringDeserializer::new)
                    .startAt(KafkaStart.earliest())
                    .stream(tester.context());
            Collected<KafkaRecord<String, String>> records = tester.collect(stream);
            Iterable<Header> headers = List.of(new RecordHeader("trace", new byte[] {1, 2}));
            producer.send(new ProducerRecord<>("whole", 0, 1_234L, "key", "value", headers));
            producer.send(new ProducerRecord<>("whole", 0, 5_678L, "key", null, List.of()));
            producer.flush();
            tester.runBatches(1);

            assertThat(records.all())
                    .containsExactly(
                            new KafkaRecord<>(
                                    "whole", 0, 0, 1_234, "key", "value", List.of(new KafkaHeader("trace", new byte[] {
                                        1, 2
                                    }))),
                            new KafkaRecord<>("whole", 0, 1, 5_678, "key", null, List.of()));
        }
    }

    @Test
    void whatIsAbortedIsNotRead() {
        try (Topic topic = Topic.create("aborted", 1);
                StreamTester tester = StreamTester.create()) {
            Collected<String> committed = values(tester, topic.values());
            Collected<String> all = values(tester, topic.values().readUncommitted());
            topic.append(0, "a");
            topic.appendInTransaction(false, "b", "c");
            topic.appendInTransaction(true, "d");
            tester.runBatches(1);
            topic.appendInTransaction(false, "e");
            tester.runBatches(2);

            assertThat(committed.batches()).containsExactly(List.of("0:a", "0:d"), List.of(), List.of());
            assertThat(all.batches()).containsExactly(List.of("0:a", "0:b", "0:c", "0:d"), List.of("0:e"), List.of());
        }
    }

    @Test
    void aTransactionThatIsOpenHoldsBackWhatFollows() {
        try (Topic topic = Topic.create("open", 1);
                StreamTester tester = StreamTester.create();
                var producer = topic.producer(Map.of("transactional.id", "open"))) {
            Collected<String> records = values(tester, topic.values());
            producer.initTransactions();
            producer.beginTransaction();
            topic.send(producer, 0, "a");
            topic.append(0, "b");
            tester.runBatches(1);
            producer.commitTransaction();
            topic.awaitMarks();
            tester.runBatches(1);

            assertThat(records.batches()).containsExactly(List.of(), List.of("0:a", "0:b"));
        }
    }

    @Test
    void aRunBeginsWhereItIsTold() {
        try (Topic topic = Topic.kept("begins", 2)) {
            try (var producer = topic.producer(Map.of())) {
                for (int second = 0; second < 4; second++) {
                    producer.send(new ProducerRecord<>("begins", 0, second * 1_000L, null, "s" + second));
                }
            }
            topic.append(1, "x", "y");
            try (StreamTester tester = StreamTester.create()) {
                Collected<String> earliest = values(tester, topic.values());
                Collected<String> latest = values(tester, topic.values().startAt(KafkaStart.latest()));
                Collected<String> time =
                        values(tester, topic.values().startAt(KafkaStart.at(Instant.ofEpochMilli(1_500))));
                Collected<String> offsets = values(
                        tester,
                        topic.values()
                                .startAt(KafkaStart.offsets(Map.of(topic.partition(0), 3L), KafkaStart.earliest())));
                Collected<String> one = values(
                        tester,
                        KafkaSource.partitions(topic.servers(), List.of(topic.partition(1)))
                                .values(StringDeserializer::new)
                                .startAt(KafkaStart.earliest()));
                tester.runBatches(1);
                topic.append(1, "z");
                tester.runBatches(1);

                assertThat(earliest.all()).containsExactly("0:s0", "0:s1", "0:s2", "0:s3", "1:x", "1:y", "1:z");
                assertThat(latest.all()).containsExactly("1:z");
                assertThat(time.all()).containsExactly("0:s2", "0:s3", "1:x", "1:y", "1:z");
                assertThat(offsets.all()).containsExactly("0:s3", "1:x", "1:y", "1:z");
                assertThat(one.all()).containsExactly("1:x", "1:y", "1:z");
            }
        }
    }

    @Test
    void partitionsAndTopicsThatComeLaterAreReadWhole() {
        try (Topic topic = Topic.create("grows-1", 1);
                StreamTester tester = StreamTester.create()) {
            Collected<String> records = values(
                    tester,
                    KafkaSource.pattern(topic.servers(), "grows-.*")
                            .values(StringDeserializer::new)
                            .startAt(KafkaStart.latest()));
            topic.append(0, "before");
            tester.runBatches(1);
            topic.growTo(2);
            topic.append(1, "a");
            try (Topic other = Topic.create("grows-2", 1)) {
                other.append(0, "b");
                tester.runBatches(6);
                topic.append(1, "c");
                tester.runBatches(1);

                assertThat(records.all()).containsExactly("1:a", "0:b", "1:c");
            }
        }
    }

    @Test
    void limitsHoldFromTheFirstBatchAndAreSharedByWhatWaits() {
        try (Topic topic = Topic.create("limited", 2);
                StreamTester tester = StreamTester.create(builder -> builder.maxRate(6))) {
            Collected<String> shared = values(tester, topic.values());
            Collected<String> each = values(tester, topic.values().maxRatePerPartition(2));
            topic.append(0, "a", "b", "c", "d", "e", "f", "g", "h");
            topic.append(1, "i", "j", "k", "l");
            tester.runBatches(2);

            assertThat(shared.batches())
                    .containsExactly(
                            List.of("0:a", "0:b", "0:c", "0:d", "1:i", "1:j"),
                            List.of("0:e", "0:f", "0:g", "0:h", "1:k", "1:l"));
            assertThat(each.batches())
                    .containsExactly(List.of("0:a", "0:b", "1:i", "1:j"), List.of("0:c", "0:d", "1:k", "1:l"));
        }
    }

    @Test
    void eachBatchTellsHowFarThePartitionsAre() {
        try (Topic topic = Topic.create("lags", 2);
                StreamTester tester = StreamTester.create(builder -> builder.maxRate(4))) {
            values(tester, topic.values());
            topic.append(0, "a", "b", "c", "d", "e", "f");
            topic.append(1, "g", "h");
            tester.runBatches(2);

            List<InputInfo> inputs = tester.events().batches().stream()
                    .map(batch -> batch.inputs().get(0))
                    .toList();
            assertThat(inputs)
                    .extracting(InputInfo::partitions)
                    .containsExactly(
                            List.of(new PartitionInfo("lags-0", 0, 3, 6), new PartitionInfo("lags-1", 0, 1, 2)),
                            List.of(new PartitionInfo("lags-0", 3, 6, 6), new PartitionInfo("lags-1", 1, 2, 2)));
            assertThat(inputs)
                    .extracting(InputInfo::range)
                    .containsExactly("lags-0 [0, 3), lags-1 [0, 1)", "lags-0 [3, 6), lags-1 [1, 2)");
            assertThat(inputs.get(0).partitions().get(0).lag()).isEqualTo(3);
        }
    }

    @Test
    void aLargePartitionIsReadInPieces() {
        try (Topic topic = Topic.create("pieces", 1);
                StreamTester tester = StreamTester.create()) {
            DStream<KafkaRecord<byte[], String>> stream = topic.values().splitAbove(2).stream(tester.context());
            Collected<List<Long>> pieces = tester.collect(stream.glom()
                    .map(piece -> piece.stream().map(KafkaRecord::offset).toList()));
            topic.append(0, "a", "b", "c", "d", "e");
            tester.runBatches(1);

            assertThat(pieces.all()).containsExactly(List.of(0L), List.of(1L, 2L), List.of(3L, 4L));
        }
    }

    @Test
    void aValueThatIsNothingIsLeftOutWhereTheProgramSaysSo() {
        try (Topic topic = Topic.create("nothing", 1);
                StreamTester tester =
                        StreamTester.create(builder -> builder.failures(FailurePolicy.quarantineRecords()))) {
            DStream<KafkaRecord<byte[], Integer>> stream = KafkaSource.topics(topic.servers(), topic.name())
                    .values(IntegerDeserializer::new)
                    .startAt(KafkaStart.earliest())
                    .stream(tester.context());
            Collected<Long> offsets = tester.collect(stream.map(KafkaRecord::offset));
            topic.append(0, "four", "three", "five");
            tester.runBatches(1);

            assertThat(offsets.all()).containsExactly(0L, 2L);
        }
    }

    @Test
    void aGapIsAnErrorWithItsBounds() {
        try (Topic topic = Topic.create("gap", 1);
                StreamTester tester = StreamTester.create()) {
            values(tester, topic.values());
            tester.runBatches(1);
            topic.append(0, "a", "b", "c", "d");
            topic.deleteBefore(0, 3);

            assertThatThrownBy(() -> tester.runBatches(6))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("kafka gap: gap-0 begins at offset 3 now, and 0 was to be read next: the 3"
                            + " offsets [0, 3) are gone, removed by retention or by hand");
        }
    }

    @Test
    void aGapIsSkippedWhereTheProgramSaysSo() {
        try (Topic topic = Topic.create("skipped", 1);
                StreamTester tester = StreamTester.create()) {
            Collected<String> records = values(tester, topic.values().onGap(KafkaGap.SKIP));
            tester.runBatches(1);
            topic.append(0, "a", "b", "c", "d");
            topic.deleteBefore(0, 3);
            tester.runBatches(6);

            assertThat(records.all()).containsExactly("0:d");
        }
    }

    @Test
    void aTopicThatIsNotThereIsRefused() {
        try (StreamTester tester = StreamTester.create()) {
            values(tester, KafkaSource.topics(TestBroker.servers(), "missing").values(StringDeserializer::new));

            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("kafka missing: there is no topic missing at " + TestBroker.servers());
        }
    }

    @Test
    void aTopicThatWasCreatedAnewIsAnError() {
        try (StreamTester tester = StreamTester.create()) {
            Topic topic = Topic.create("anew", 1);
            values(tester, topic.values());
            tester.runBatches(1);
            topic.delete();
            try (Topic again = Topic.create("anew", 1)) {
                again.append(0, "a");

                assertThatThrownBy(() -> tester.runBatches(6))
                        .isInstanceOf(SourceException.class)
                        .hasMessageContaining("kafka anew: topic anew was deleted and created anew");
            }
        }
    }

    @Test
    void propertiesThatWouldChangeWhatIsReadAreRefused() {
        assertThatThrownBy(
                        () -> KafkaSource.topics("localhost:9092", "a").property("isolation.level", "read_committed"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the property isolation.level is not given to a stream of Kafka as such; instead there is"
                        + " readUncommitted()");
        assertThatThrownBy(() -> KafkaSource.pattern("localhost:9092", "("))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("'(' is no pattern of topics: ");
    }

    @Test
    void valuesOfPropertiesAreNotShown() {
        assertThat(KafkaSource.topics("localhost:9092", "a")
                        .property("sasl.jaas.config", "user=\"ada\" password=\"lovelace\""))
                .hasToString("kafka a at localhost:9092 with [sasl.jaas.config]");
    }
}
