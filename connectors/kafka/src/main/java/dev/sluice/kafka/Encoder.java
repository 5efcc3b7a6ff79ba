package dev.sluice.kafka;

import dev.sluice.function.Function;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Makes records of a topic. For one thread at a time. */
final class Encoder<T> {
    private final RecordForm<T> form;
    private final String topic;
    private final Opened<T, ?> values;
    private final @Nullable Opened<T, ?> keys;

    Encoder(RecordForm<T> form, String topic, Opened<T, ?> values, @Nullable Opened<T, ?> keys) {
        this.form = form;
        this.topic = topic;
        this.values = values;
        this.keys = keys;
    }

    /** A part of records with its serializer. */
    record Opened<T, A>(Function<? super T, ? extends A> part, Serializer<A> serializer) {
        static <T, A> Opened<T, A> of(RecordForm.Part<T, A> part, SinkOptions options, boolean isKey) throws Exception {
            Serializer<A> serializer = part.serializer().get();
            serializer.configure(options.properties(), isKey);
            return new Opened<>(part.part(), serializer);
        }

        byte @Nullable [] bytes(T record, String topic, Headers headers) throws Exception {
            A value = part.apply(record);
            return value == null ? null : serializer.serialize(topic, headers, value);
        }
    }

    /**
     * The record as it is sent.
     *
     * @param batchMillis the time of the batch, the same whenever it runs
     * @param sizes how many partitions a topic has
     */
    ProducerRecord<byte[], byte[]> encode(T record, long batchMillis, ToIntFunction<String> sizes) throws Exception {
        String to = form.topics() == null ? topic : form.topics().apply(record);
        Headers headers = headers(record);
        byte[] key = keys == null ? null : keys.bytes(record, to, headers);
        byte[] value = values.bytes(record, to, headers);
        long timestamp =
                form.timestamps() == null ? batchMillis : form.timestamps().applyAsLong(record);
        Integer partition = form.partitions() == null ? null : form.partitions().apply(record, sizes.applyAsInt(to));
        return new ProducerRecord<>(to, partition, timestamp, key, value, headers);
    }

    private Headers headers(T record) throws Exception {
        if (form.headers() == null) {
            return new RecordHeaders();
        }
        List<Header> made = form.headers().apply(record).stream()
                .<Header>map(header -> new RecordHeader(header.name(), header.value()))
                .toList();
        return new RecordHeaders(made);
    }

    void close() {
        values.serializer().close();
        if (keys != null) {
            keys.serializer().close();
        }
    }
}
