package dev.sluice.kafkabench;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.kafka.KafkaSink;
import dev.sluice.kafka.KafkaSource;
import dev.sluice.kafka.KafkaStart;
import dev.sluice.state.StateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Counts by key, exactly once, from a topic that is full to another: how many records a second. */
final class CountsPart {
    private static final int KEYS = 10_000;
    private static final int VALUE_BYTES = 100;
    private static final long COMMIT_MILLIS = 100;
    /** So that a batch is about as large as what the others commit at once. */
    private static final long RATE_PER_PARTITION = 2_000_000;

    private final Broker broker;
    private final Path directory;
    private final int partitions;
    private final long records;
    private final String topic;

    CountsPart(Broker broker, Path directory, int partitions, long records) throws IOException, InterruptedException {
        this.broker = broker;
        this.directory = directory;
        this.partitions = partitions;
        this.records = records;
        // A key is always in the same partition, as the number of keys is a multiple of theirs.
        this.topic = broker.filled(partitions, records, number -> Broker.bytes(number % KEYS), VALUE_BYTES);
    }

    Map<String, SourcePart.Contender> contenders(Optional<SparkStreaming> spark) {
        Map<String, SourcePart.Contender> all = new LinkedHashMap<>();
        all.put("loop, state in memory only", this::loop);
        all.put("Sluice", this::sluice);
        all.put("Kafka Streams", this::streams);
        spark.ifPresent(process -> all.put("Spark Streaming", () -> spark(process)));
        return all;
    }

    /** Waits until the last counts are all there. */
    private double await(String out, long beganNanos) throws InterruptedException {
        Map<Long, Long> counts = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
            List<TopicPartition> all = LongStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(out, (int) partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long sum = 0;
            while (sum < records) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    long count = Broker.number(record.value());
                    Long before = counts.put(Broker.number(record.key()), count);
                    sum += count - (before == null ? 0 : before);
                }
            }
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            if (sum != records || counts.size() != KEYS) {
                throw new IllegalStateException("counted " + sum + " of " + counts.size() + " keys");
            }
            return seconds;
        }
    }

    private double loop() throws InterruptedException {
        String out = broker.topic(partitions);
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition read = new TopicPartition(topic, partition);
            threads.add(new Thread(() -> loop(read, out)));
        }
        threads.forEach(Thread::start);
        double seconds = await(out, began);
        for (Thread thread : threads) {
            thread.join();
        }
        return seconds;
    }

    private void loop(TopicPartition partition, String out) {
        String name = "loop-" + out + "-" + partition.partition();
        Map<Long, Long> counts = new HashMap<>();
        Map<Long, Long> changed = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of("group.id", name));
                KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long committed = System.nanoTime();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(10))) {
                    long key = Broker.number(record.key());
                    changed.put(key, counts.merge(key, 1L, Long::sum));
                }
                boolean last = consumer.position(partition) >= end;
                if (last || System.nanoTime() - committed > TimeUnit.MILLISECONDS.toNanos(COMMIT_MILLIS)) {
                    producer.beginTransaction();
                    changed.forEach((key, count) -> producer.send(
                            new ProducerRecord<>(out, partition.partition(), Broker.bytes(key), Broker.bytes(count))));
                    producer.sendOffsetsToTransaction(
                            Map.of(partition, new OffsetAndMetadata(consumer.position(partition))),
                            consumer.groupMetadata());
                    producer.commitTransaction();
                    changed.clear();
                    committed = System.nanoTime();
                }
            }
        }
    }

    private double sluice() throws InterruptedException {
        String out = broker.topic(partitions);
        long began = System.nanoTime();
        try (StreamingContext context = StreamingContext.builder("counts")
                .batchInterval(Duration.ofMillis(COMMIT_MILLIS))
                .master("local[" + partitions + "]")
                .checkpoint(directory.resolve("sluice-" + UUID.randomUUID()))
                .build()) {
            KafkaSource.topics(broker.servers(), topic)
                    .keys(LongDeserializer::new)
                    .startAt(KafkaStart.earliest())
                    .maxRatePerPartition(RATE_PER_PARTITION)
                    .stream(context)
                    .mapToPair(record -> KeyValue.of(record.key(), 1L))
                    .reduceByKey(Long::sum)
                    .mapWithState(StateSpec.<Long, Long, Long, KeyValue<Long, Long>>function((key, news, state) -> {
                        long count = state.getOption().orElse(0L) + news.orElse(0L);
                        state.update(count);
                        return KeyValue.of(key, count);
                    }))
                    .to(KafkaSink.<KeyValue<Long, Long>>to(broker.servers(), out)
                            .values(KeyValue::value, LongSerializer::new)
                            .keys(KeyValue::key, LongSerializer::new));
            context.start();
            return await(out, began);
        }
    }

    private double spark(SparkStreaming spark) throws IOException, InterruptedException {
        String out = broker.topic(partitions);
        long began = System.nanoTime();
        String ignored = spark.answer("counts " + topic + " " + out + " " + COMMIT_MILLIS);
        double seconds = await(out, began);
        ignored = spark.answer("stop");
        return seconds;
    }

    private double streams() throws InterruptedException {
        String out = broker.topic(partitions);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topic, Consumed.with(Serdes.Long(), Serdes.ByteArray()))
                .groupByKey()
                .count()
                .toStream()
                .to(out, Produced.with(Serdes.Long(), Serdes.Long()));
        Properties settings = StreamsSettings.exactlyOnce(
                broker, directory.resolve("streams-" + UUID.randomUUID()), partitions, COMMIT_MILLIS);
        settings.put("default.key.serde", Serdes.LongSerde.class);
        settings.put("default.value.serde", Serdes.ByteArraySerde.class);
        long began = System.nanoTime();
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            return await(out, began);
        }
    }
}
