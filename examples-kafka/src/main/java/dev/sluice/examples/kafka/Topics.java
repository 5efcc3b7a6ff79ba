package dev.sluice.examples.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topics at a broker. */
record Topics(String servers) {
    private static final Duration POLL = Duration.ofMillis(200);

    void create(String name, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic " + name + " could not be created", e);
        }
    }

    /** Returns when no transaction is open or being ended any more: its records are seen a little later than its end. */
    void awaitCommitted(String topic) throws InterruptedException {
        while (!ends(topic, "read_committed").equals(ends(topic, "read_uncommitted"))) {
            Thread.sleep(POLL.toMillis());
        }
    }

    private Map<TopicPartition, Long> ends(String topic, String isolation) {
        try (KafkaConsumer<String, String> consumer = consumer(isolation)) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<String, String> consumer(String isolation) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "isolation.level", isolation, "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Tells of each record that was committed, in the order of each partition; of one partition or of all. */
    void read(String topic, Integer onlyPartition, Consumer<ConsumerRecord<String, String>> reader) {
        try (KafkaConsumer<String, String> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = partitions(consumer, topic).stream()
                    .filter(each -> onlyPartition == null || each.partition() == onlyPartition)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }
}
