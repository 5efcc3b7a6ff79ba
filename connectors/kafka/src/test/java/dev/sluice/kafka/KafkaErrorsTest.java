package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KafkaErrorsTest {
    private static final KafkaSource<byte[], byte[]> SOURCE = KafkaSource.topics("localhost:9092", "a");

    @Test
    void aSourceOfNothingIsRefused() {
        assertThatThrownBy(() -> KafkaSource.topics("localhost:9092"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a stream of Kafka reads no topic; name one, or give a pattern");
        assertThatThrownBy(() -> KafkaSource.partitions("localhost:9092", List.of()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a stream of Kafka reads no partition; name one");
    }

    @Test
    void boundsBelowOneAreRefused() {
        assertThatThrownBy(() -> SOURCE.splitAbove(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a split has at least 1 record; splitAbove was given 0");
        assertThatThrownBy(() -> SOURCE.maxRatePerPartition(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a rate is at least 1 record a second; maxRatePerPartition was given 0");
    }

    @Test
    void aStartWithoutABrokerSaysWhatToCheck() {
        try (StreamTester tester = StreamTester.create()) {
            tester.collect(KafkaSource.topics("127.0.0.1:1", "a")
                    .properties(Map.of("default.api.timeout.ms", "300", "request.timeout.ms", "200"))
                    .stream(tester.context()));

            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("kafka a: could not find where to start: ")
                    .hasMessageEndingWith("; nothing was read. Check that 127.0.0.1:1 are brokers that this machine"
                            + " reaches, and the settings of the connection");
        }
    }

    @Test
    void aStartBehindTheEndIsAnError() {
        try (Topic topic = Topic.create("behind", 1);
                StreamTester tester = StreamTester.create()) {
            topic.append(0, "a", "b");
            tester.collect(
                    topic
                            .values()
                            .startAt(KafkaStart.offsets(Map.of(topic.partition(0), 10L), KafkaStart.earliest()))
                            .stream(tester.context()));

            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining(
                            "the next record of behind-0 to read has offset 10, but the partition ends at 2"
                                    + " now: the run was told to start behind it, its brokers lost records");
        }
    }

    @Test
    void offsetsThatAreNotThereAnyMoreFailTheBatchThatWasPlannedWithThem() {
        try (Topic topic = Topic.create("shrunk", 1)) {
            topic.append(0, "a", "b");
            KafkaOptions options = new KafkaOptions(topic.servers(), Subscription.Topics.of(List.of("shrunk")));
            KafkaSplit split = new KafkaSplit(options, topic.partition(0), 10, 20);

            assertThatThrownBy(() -> split.forEach(record -> {}))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("kafka shrunk: a batch reads offsets up to 20 of shrunk-0, but at 10 there is"
                            + " nothing any more");
        }
    }

    @Test
    void recordsThatNoBrokerGivesAreWaitedForForTwoMinutes() {
        KafkaOptions options = new KafkaOptions("localhost:9092", Subscription.Topics.of(List.of("a")));
        Patience patience = new Patience(options, new KafkaPartition("a", 3));
        for (int polls = 1; polls < 600; polls++) {
            patience.fetched(5, 9, false);
        }

        assertThatThrownBy(() -> patience.fetched(5, 9, false))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "kafka a: no broker gave offsets [5, 9) of a-3 within two minutes. The batch is not done, and"
                                + " reads the same when it is run again");
    }

    @Test
    void anyRecordMakesTheWaitingBeginAnew() {
        KafkaOptions options = new KafkaOptions("localhost:9092", Subscription.Topics.of(List.of("a")));
        Patience patience = new Patience(options, new KafkaPartition("a", 3));
        for (int polls = 1; polls <= 6_000; polls++) {
            patience.fetched(5, 9, polls % 599 == 0);
        }
        assertThatThrownBy(() -> {
                    for (int polls = 1; polls <= 600; polls++) {
                        patience.fetched(5, 9, false);
                    }
                })
                .isInstanceOf(SourceException.class);
    }

    @Test
    void sharesAreInProportionAndLoseNothing() {
        KafkaPartition one = new KafkaPartition("a", 0);
        KafkaPartition other = new KafkaPartition("a", 1);
        KafkaPartition idle = new KafkaPartition("b", 0);
        Map<KafkaPartition, Long> waiting = Map.of(one, 30L, other, 10L, idle, 0L);

        assertThat(Shares.of(waiting, Long.MAX_VALUE)).isEqualTo(new TreeMap<>(waiting));
        assertThat(Shares.of(waiting, 20)).isEqualTo(new TreeMap<>(Map.of(one, 15L, other, 5L, idle, 0L)));
        assertThat(Shares.of(waiting, 2)).isEqualTo(new TreeMap<>(Map.of(one, 2L, other, 0L, idle, 0L)));
        assertThat(Shares.of(waiting, 1)).isEqualTo(new TreeMap<>(Map.of(one, 1L, other, 0L, idle, 0L)));
    }

    @Test
    void aRangeTellsOfWhatIsNewOfGapsAndOfManyPartitionsInShort() {
        TreeMap<KafkaPartition, Span> before = new TreeMap<>();
        TreeMap<KafkaPartition, Span> now = new TreeMap<>();
        for (int number = 0; number < 25; number++) {
            KafkaPartition partition = new KafkaPartition("t", number);
            before.put(partition, new Span(number, 0, 5));
            now.put(partition, new Span(number, 5, 7));
        }
        assertThat(new Described(before).text(now))
                .startsWith("t-0 [5, 7), t-1 [5, 7), ")
                .endsWith("t-19 [5, 7) and 5 more partitions");

        now.keySet().removeIf(partition -> partition.number() > 2);
        before.remove(new KafkaPartition("t", 0));
        now.put(new KafkaPartition("t", 1), new Span(1, 9, 12));
        now.put(new KafkaPartition("t", 2), new Span(2, 5, 5));
        assertThat(new Described(before).text(now)).isEqualTo("t-0 new [5, 7), t-1 [9, 12) skipped 4 from 5");
    }
}
