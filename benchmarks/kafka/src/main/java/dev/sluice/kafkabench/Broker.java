package dev.sluice.kafkabench;

import dev.sluice.kafkaserver.KafkaServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker of its own, and what a measurement does to it. */
final class Broker implements AutoCloseable {
    private final KafkaServer server;
    private int topics;

    Broker(Path directory) {
        Path jars = Path.of(System.getProperty("sluice.home"), "kafka-server", "target", "broker");
        server = KafkaServer.start(jars, directory, List.of());
    }

    String servers() {
        return server.bootstrap();
    }

    /** A new topic; its name. */
    String topic(int partitions) throws InterruptedException {
        String name = "topic-" + topics++;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            return name;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new topic with so many records in each partition. */
    String filled(int partitions, long records, LongFunction<byte[]> keys, int valueBytes)
            throws InterruptedException, IOException {
        String topic = topic(partitions);
        byte[] value = new byte[valueBytes];
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (long number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(topic, (int) (number % partitions), keys.apply(number), value));
            }
        }
        return topic;
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", servers());
        settings.putIfAbsent("batch.size", 131_072);
        settings.putIfAbsent("retry.backoff.ms", 3);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** With the sizes that Sluice reads with. */
    KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", servers());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", 20_000);
        settings.put("max.partition.fetch.bytes", 4_194_304);
        settings.put("receive.buffer.bytes", 1_048_576);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Tells of each record that is there. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void close() {
        server.close();
    }
}
