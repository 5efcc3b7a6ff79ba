package dev.sluice.kafka;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic.
 *
 * @param partition the number of its partition
 * @param offset its position there
 * @param timestampMillis when it happened or was appended, as the topic has it, in milliseconds of the epoch; -1 for none
 * @param key null where the producer gave none
 * @param value null for a tombstone
 */
public record KafkaRecord<K, V>(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        @Nullable K key,
        @Nullable V value,
        List<KafkaHeader> headers) {
    /** When it happened or was appended, as the topic has it. */
    public Instant time() {
        return Instant.ofEpochMilli(timestampMillis);
    }

    /** The same record with another key and value. */
    public <A, B> KafkaRecord<A, B> with(@Nullable A newKey, @Nullable B newValue) {
        return new KafkaRecord<>(topic, partition, offset, timestampMillis, newKey, newValue, headers);
    }
}
