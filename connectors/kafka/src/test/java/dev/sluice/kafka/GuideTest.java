package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the guide shows of Kafka. */
class GuideTest {
    @Test
    void ordersAreCountedByCustomer() {
        String servers = TestBroker.servers();
        List<String> lags = new ArrayList<>();
        try (Topic topic = Topic.create("orders", 2);
                StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            topic.append(0, "ada");
            // snippet: kafka-stream
            DStream<KafkaRecord<String, String>> orders = KafkaSource.topics(servers, "orders")
                    .keys(StringDeserializer::new)
                    .values(StringDeserializer::new)
                    .startAt(KafkaStart.earliest())
                    .stream(ssc);
            // end
            Collected<KeyValue<String, Long>> counts = tester.collect(
                    orders.mapToPair(order -> KeyValue.of(order.value(), 1L)).reduceByKey(Long::sum));
            // snippet: kafka-lag
            ssc.addListener(new StreamingListener() {
                @Override
                public void onBatchCompleted(BatchInfo batch) {
                    batch.inputs()
                            .forEach(input -> input.partitions()
                                    .forEach(partition ->
                                            lags.add(partition.name() + " is behind by " + partition.lag())));
                }
            });
            // end
            tester.runBatches(1);

            assertThat(counts.all()).containsExactly(KeyValue.of("ada", 1L));
            assertThat(lags).containsExactly("orders-0 is behind by 0", "orders-1 is behind by 0");
        }
    }

    @Test
    void aStreamBeginsWhereAnotherLeftOff() {
        String servers = TestBroker.servers();
        try (Topic topic = Topic.create("payments", 1);
                StreamTester tester = StreamTester.create()) {
            topic.append(0, "a", "b", "c");
            // snippet: kafka-start
            KafkaStart yesterday = KafkaStart.at(Instant.parse("2026-01-31T00:00:00Z"));
            KafkaStart after = KafkaStart.offsets(Map.of(new KafkaPartition("payments", 0), 2L), yesterday);
            KafkaStart takenOver = KafkaStart.group("old-program", after);
            // end
            // snippet: kafka-options
            KafkaSource<byte[], String> payments = KafkaSource.pattern(servers, "payments.*")
                    .values(StringDeserializer::new)
                    .startAt(takenOver)
                    .group("payments-seen")
                    .maxRatePerPartition(50_000)
                    .splitAbove(100_000)
                    .onGap(KafkaGap.SKIP)
                    .property("client.id", "payments");
            // end
            Collected<String> values =
                    tester.collect(payments.stream(tester.context()).map(KafkaRecord::value));
            tester.runBatches(1);

            assertThat(values.all()).containsExactly("c");
        }
    }

    @Test
    void countsAreWritten() {
        String servers = TestBroker.servers();
        try (Topic topic = Topic.kept("counts", 2);
                Topic many = Topic.kept("many-counts", 2);
                StreamTester tester = StreamTester.create()) {
            DStream<KeyValue<String, Long>> counts = tester.input(
                            List.of(KeyValue.of("ada", 1L), KeyValue.of("bob", 2L)))
                    .map(count -> count);
            // snippet: kafka-sink
            counts.to(KafkaSink.<KeyValue<String, Long>>to(servers, "counts")
                    .values(KeyValue::value, LongSerializer::new)
                    .keys(KeyValue::key, StringSerializer::new));
            // end
            // snippet: kafka-sink-options
            KafkaSink<KeyValue<String, Long>> byShop = KafkaSink.<KeyValue<String, Long>>to(servers, "counts")
                    .values(KeyValue::value, LongSerializer::new)
                    .keys(KeyValue::key, StringSerializer::new)
                    .timestamps(count -> 1_767_225_600_000L)
                    .headers(count -> List.of(new KafkaHeader("shop", new byte[] {7})))
                    .partitions((count, partitions) -> count.key().length() % partitions)
                    .topics(count -> count.value() > 1 ? "many-counts" : "counts")
                    .property("compression.type", "gzip");
            // end
            counts.to(byShop);
            tester.runBatches(1);

            topic.awaitMarks();
            many.awaitMarks();
            assertThat(topic.read()).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("ada", "bob", "ada");
            assertThat(many.read()).extracting(ConsumerRecord::key).containsExactly("bob");
        }
    }
}
