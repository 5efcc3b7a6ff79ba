package dev.sluice.kafka;

import dev.sluice.function.BiFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import dev.sluice.function.ToLongFunction;
import java.io.Serializable;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How records become records of a topic. A value.
 *
 * @param keys null for records without keys
 * @param timestamps null for the time of the batch
 * @param headers null for none
 * @param partitions null for what the producer chooses
 * @param topics null for the topic of the sink
 */
record RecordForm<T>(
        Part<T, ?> values,
        @Nullable Part<T, ?> keys,
        @Nullable ToLongFunction<? super T> timestamps,
        @Nullable Function<? super T, List<KafkaHeader>> headers,
        @Nullable BiFunction<? super T, Integer, Integer> partitions,
        @Nullable Function<? super T, String> topics)
        implements Serializable {
    /** What of a record becomes bytes, and how. */
    record Part<T, A>(Function<? super T, ? extends A> part, Supplier<? extends Serializer<A>> serializer)
            implements Serializable {}

    static <T> RecordForm<T> of(Part<T, ?> values) {
        return new RecordForm<>(values, null, null, null, null, null);
    }

    RecordForm<T> withKeys(Part<T, ?> other) {
        return new RecordForm<>(values, other, timestamps, headers, partitions, topics);
    }

    RecordForm<T> withTimestamps(ToLongFunction<? super T> other) {
        return new RecordForm<>(values, keys, other, headers, partitions, topics);
    }

    RecordForm<T> withHeaders(Function<? super T, List<KafkaHeader>> other) {
        return new RecordForm<>(values, keys, timestamps, other, partitions, topics);
    }

    RecordForm<T> withPartitions(BiFunction<? super T, Integer, Integer> other) {
        return new RecordForm<>(values, keys, timestamps, headers, other, topics);
    }

    RecordForm<T> withTopics(Function<? super T, String> other) {
        return new RecordForm<>(values, keys, timestamps, headers, partitions, other);
    }

    /** Makes records, for one thread at a time. */
    Encoder<T> encoder(SinkOptions options) throws Exception {
        return new Encoder<>(
                this,
                options.topic(),
                Encoder.Opened.of(values, options, false),
                keys == null ? null : Encoder.Opened.of(keys, options, true));
    }
}
