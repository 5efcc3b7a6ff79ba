package dev.sluice.kafkabench;

import dev.sluice.StreamingContext;
import dev.sluice.kafka.KafkaSource;
import dev.sluice.kafka.KafkaStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;

/** Records of 100 bytes from a topic that is full: how many a second, and the sum of their lengths. */
final class SourcePart {
    private static final int VALUE_BYTES = 100;
    private static final AtomicReference<Progress> PROGRESS = new AtomicReference<>();

    private final Broker broker;
    private final Path directory;
    private final int partitions;
    private final long records;
    private final String topic;

    SourcePart(Broker broker, Path directory, int partitions, long records) throws IOException, InterruptedException {
        this.broker = broker;
        this.directory = directory;
        this.partitions = partitions;
        this.records = records;
        this.topic = broker.filled(partitions, records, number -> null, VALUE_BYTES);
    }

    /** One who does it. */
    interface Contender {
        /** Runs it to the last record; the seconds since the first. */
        double seconds() throws Exception;
    }

    Map<String, Contender> contenders(Optional<SparkStreaming> spark) {
        Map<String, Contender> all = new LinkedHashMap<>();
        all.put("consumer loop", this::loop);
        all.put("Sluice, 100 ms batches", () -> sluice(Duration.ofMillis(100)));
        all.put("Sluice, 1 ms batches", () -> sluice(Duration.ofMillis(1)));
        all.put("Kafka Streams", this::streams);
        spark.ifPresent(process -> all.put("Spark Streaming, 100 ms batches", () -> spark(process)));
        return all;
    }

    private double loop() throws InterruptedException {
        Progress progress = new Progress();
        List<Thread> threads = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition read = new TopicPartition(topic, partition);
            threads.add(new Thread(() -> loop(read, progress)));
        }
        threads.forEach(Thread::start);
        double seconds = progress.await(records, records * VALUE_BYTES);
        for (Thread thread : threads) {
            thread.join();
        }
        return seconds;
    }

    private void loop(TopicPartition partition, Progress progress) {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
                progress.first();
                long bytes = 0;
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    bytes += record.value().length;
                }
                progress.add(polled.count(), bytes);
            }
        }
    }

    private double sluice(Duration interval) throws InterruptedException {
        Progress progress = new Progress();
        PROGRESS.set(progress);
        try (StreamingContext context = StreamingContext.builder("bench")
                .batchInterval(interval)
                .master("local[" + partitions + "]")
                .build()) {
            KafkaSource.topics(broker.servers(), topic).startAt(KafkaStart.earliest()).stream(context)
                    .map(record -> {
                        PROGRESS.get().first();
                        return (long) record.value().length;
                    })
                    .foreachRdd(lengths -> lengths.foreachPartition(each -> {
                        long count = 0;
                        long bytes = 0;
                        while (each.hasNext()) {
                            bytes += each.next();
                            count++;
                        }
                        PROGRESS.get().add(count, bytes);
                    }));
            context.start();
            return progress.await(records, records * VALUE_BYTES);
        }
    }

    private double spark(SparkStreaming spark) throws IOException {
        String took = spark.answer("source " + topic + " " + records);
        return Double.parseDouble(took.substring(took.indexOf(' ') + 1));
    }

    private double streams() throws InterruptedException {
        Progress progress = new Progress();
        StreamsBuilder builder = new StreamsBuilder();
        builder.<byte[], byte[]>stream(topic).foreach((key, value) -> {
            progress.first();
            progress.add(1, value.length);
        });
        Properties settings = StreamsSettings.of(broker, directory.resolve("streams-" + UUID.randomUUID()), partitions);
        settings.put("default.key.serde", Serdes.ByteArraySerde.class);
        settings.put("default.value.serde", Serdes.ByteArraySerde.class);
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            return progress.await(records, records * VALUE_BYTES);
        }
    }
}
