package dev.sluice.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer, and what it has of transactions. For one thread at a time. */
final class SinkProducer {
    private final SinkOptions options;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final @Nullable ConsumerGroupMetadata group;
    private @Nullable Encoder<?> encoder;
    private boolean begun;
    /** Of the newest batch that is written; null where none is, or marks are not kept. */
    @Nullable
    Mark mark;

    private SinkProducer(
            SinkOptions options, KafkaProducer<byte[], byte[]> kafka, @Nullable ConsumerGroupMetadata group) {
        this.options = options;
        this.kafka = kafka;
        this.group = group;
    }

    /** One whose records are seen at once. */
    static SinkProducer plain(SinkOptions options) {
        return new SinkProducer(options, producer(options.forProducer()), null);
    }

    /** One that writes in transactions; breaks off or completes what another of this name has begun, and fences it. */
    static SinkProducer transactional(SinkOptions options, String name) {
        ConsumerGroupMetadata group = group(options, name);
        Map<String, Object> settings = options.forProducer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        SinkProducer producer = new SinkProducer(options, producer(settings), group);
        try {
            producer.kafka.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Only a consumer can say who a group is; it is not asked for anything else. */
    private static ConsumerGroupMetadata group(SinkOptions options, String name) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(options.forGroup(name), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    KafkaProducer<byte[], byte[]> kafka() {
        return kafka;
    }

    /** What is sent from now on is seen when it is committed, where there are transactions. */
    void begin() {
        if (group != null) {
            kafka.beginTransaction();
            begun = true;
        }
    }

    /** What makes its records; the same from batch to batch, for serializers may be costly to make. */
    @SuppressWarnings("unchecked") // a producer writes for one sink only
    <T> Encoder<T> encoder(RecordForm<T> form) throws Exception {
        if (encoder == null) {
            encoder = form.encoder(options);
        }
        return (Encoder<T>) encoder;
    }

    /** Ends the transaction, with the mark in it. */
    void commit(OffsetAndMetadata kept) {
        if (group == null) {
            throw new IllegalStateException("marks are kept in transactions only");
        }
        kafka.sendOffsetsToTransaction(Map.of(options.place(), kept), group);
        kafka.commitTransaction();
        begun = false;
    }

    /** Lets go of it. A transaction that is open is broken off, by whoever comes next if not here. */
    void close() {
        try {
            kafka.close(Duration.ZERO);
        } finally {
            if (encoder != null) {
                encoder.close();
            }
        }
    }

    /** Breaks off the transaction, so that readers need not wait for who comes next, and lets go. */
    void abandon() {
        try {
            if (begun) {
                kafka.abortTransaction();
            }
        } catch (KafkaException ignored) {
            // who comes next breaks it off
        } finally {
            close();
        }
    }
}
