package dev.sluice.kafkabench;

import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.kafka.KafkaRecord;
import dev.sluice.kafka.KafkaSink;
import dev.sluice.kafka.KafkaSource;
import dev.sluice.kafka.KafkaStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;

/** From a topic to another, exactly once, at a steady rate: how late each record is there for who reads what is committed. */
final class LatencyPart {
    private static final int RATE = 50_000;
    static final int PARTITIONS = 2;
    private static final int WARM_SECONDS = 5;
    private static final int VALUE_BYTES = 100;
    /** The smallest of 50, 100 and 200 that keeps up on two processors. */
    private static final int SPARK_MILLIS = 100;

    private final Broker broker;
    private final Path directory;
    private final int seconds;

    LatencyPart(Broker broker, Path directory, int seconds) {
        this.broker = broker;
        this.directory = directory;
        this.seconds = seconds;
    }

    /** The pipeline, until it is closed. */
    private interface Pipeline {
        AutoCloseable start(String in, String out) throws Exception;
    }

    /** One who does it. */
    interface Contender {
        /** Delays in milliseconds: the median, that of 99 in 100, the longest. */
        double[] delays() throws Exception;
    }

    Map<String, Contender> contenders(Optional<SparkStreaming> spark) {
        Map<String, Contender> all = new LinkedHashMap<>();
        all.put("loop, commits every 10 ms", () -> delays(this::loop));
        all.put("Sluice, self-clocked from 10 ms", () -> delays(this::sluice));
        all.put("Kafka Streams, 10 ms", () -> delays((in, out) -> streams(in, out, 10)));
        all.put("Kafka Streams, 100 ms", () -> delays((in, out) -> streams(in, out, 100)));
        spark.ifPresent(process -> all.put(
                "Spark Streaming, " + SPARK_MILLIS + " ms batches",
                () -> delays((in, out) -> spark(process, in, out))));
        return all;
    }

    private double[] delays(Pipeline pipeline) throws Exception {
        String in = broker.topic(PARTITIONS);
        String out = broker.topic(PARTITIONS);
        int sent = RATE * (WARM_SECONDS + seconds);
        long[] delays = new long[sent];
        AutoCloseable running = pipeline.start(in, out);
        try {
            Thread producer = new Thread(() -> produce(in, sent));
            producer.start();
            consume(out, delays);
            producer.join();
        } finally {
            running.close();
        }
        long[] measured = Arrays.copyOfRange(delays, RATE * WARM_SECONDS, sent);
        Arrays.sort(measured);
        return new double[] {
            measured[measured.length / 2] / 1e6,
            measured[(int) (measured.length * 0.99)] / 1e6,
            measured[measured.length - 1] / 1e6
        };
    }

    private void produce(String in, int sent) {
        long began = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("linger.ms", 0))) {
            for (int number = 0; number < sent; number++) {
                long due = began + TimeUnit.SECONDS.toNanos(1) * number / RATE;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                byte[] value = Arrays.copyOf(Broker.bytes(System.nanoTime()), VALUE_BYTES);
                producer.send(new ProducerRecord<>(in, number % PARTITIONS, null, value));
            }
        }
    }

    /** In the order in which they come, which is that of sending but for a little. */
    private void consume(String out, long[] delays) {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of("fetch.max.wait.ms", 5))) {
            consumer.assign(partitions(out));
            consumer.seekToBeginning(partitions(out));
            int read = 0;
            while (read < delays.length) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(5))) {
                    delays[read++] = System.nanoTime() - Broker.number(record.value());
                }
            }
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    }

    private AutoCloseable loop(String in, String out) {
        List<Thread> threads = new ArrayList<>();
        for (TopicPartition partition : partitions(in)) {
            Thread thread = new Thread(() -> loop(partition, out));
            thread.start();
            threads.add(thread);
        }
        return () -> threads.forEach(Thread::interrupt);
    }

    private void loop(TopicPartition partition, String out) {
        String name = "pass-" + partition;
        try (KafkaConsumer<byte[], byte[]> consumer =
                        broker.consumer(Map.of("group.id", name, "fetch.max.wait.ms", 5));
                KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            consumer.assign(List.of(partition));
            while (!Thread.interrupted()) {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
                List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
                while (System.nanoTime() < until) {
                    consumer.poll(Duration.ofMillis(1)).forEach(taken::add);
                }
                if (!taken.isEmpty()) {
                    producer.beginTransaction();
                    taken.forEach(record ->
                            producer.send(new ProducerRecord<>(out, partition.partition(), null, record.value())));
                    producer.sendOffsetsToTransaction(
                            Map.of(partition, new OffsetAndMetadata(consumer.position(partition))),
                            consumer.groupMetadata());
                    producer.commitTransaction();
                }
            }
        } catch (org.apache.kafka.common.errors.InterruptException over) {
            // all was read
        }
    }

    private AutoCloseable sluice(String in, String out) {
        StreamingContext context = StreamingContext.builder("pass")
                .batchInterval(BatchInterval.auto(Duration.ofMillis(10), Duration.ofSeconds(1)))
                .master("local[" + PARTITIONS + "]")
                .checkpoint(directory.resolve("sluice-" + UUID.randomUUID()))
                .build();
        KafkaSource.topics(broker.servers(), in)
                .startAt(KafkaStart.earliest())
                .property("fetch.max.wait.ms", "5")
                .stream(context)
                .to(KafkaSink.<KafkaRecord<byte[], byte[]>>to(broker.servers(), out)
                        .values(KafkaRecord::value, ByteArraySerializer::new)
                        .partitions((record, partitions) -> record.partition()));
        context.start();
        return context;
    }

    private static AutoCloseable spark(SparkStreaming spark, String in, String out) throws IOException {
        String ignored = spark.answer("pass " + in + " " + out + " " + SPARK_MILLIS);
        return () -> spark.answer("stop");
    }

    private AutoCloseable streams(String in, String out, long commitMillis) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<byte[], byte[]>stream(in).to(out);
        Properties settings = StreamsSettings.exactlyOnce(
                broker, directory.resolve("streams-" + UUID.randomUUID()), PARTITIONS, commitMillis);
        settings.put("default.key.serde", Serdes.ByteArraySerde.class);
        settings.put("default.value.serde", Serdes.ByteArraySerde.class);
        settings.put("consumer.fetch.max.wait.ms", 5);
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        streams.start();
        return streams;
    }
}
