package dev.sluice.kafka;

import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import java.util.SortedMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Makes keys and values of bytes; each thread with deserializers of its own. */
final class Decoder<K, V> implements Function<KafkaRecord<byte[], byte[]>, KafkaRecord<K, V>> {
    private static final long serialVersionUID = 1L;

    private final Supplier<? extends Deserializer<K>> keys;
    private final Supplier<? extends Deserializer<V>> values;
    private final SortedMap<String, String> properties;
    private transient volatile @Nullable ThreadLocal<Pair<K, V>> pairs;

    Decoder(
            Supplier<? extends Deserializer<K>> keys,
            Supplier<? extends Deserializer<V>> values,
            SortedMap<String, String> properties) {
        this.keys = keys;
        this.values = values;
        this.properties = properties;
    }

    private record Pair<K, V>(Deserializer<K> keys, Deserializer<V> values) {}

    @Override
    public KafkaRecord<K, V> apply(KafkaRecord<byte[], byte[]> record) throws Exception {
        Pair<K, V> pair = pair();
        return record.with(
                decoded(record, "key", record.key(), pair.keys), decoded(record, "value", record.value(), pair.values));
    }

    private static <T> @Nullable T decoded(
            KafkaRecord<byte[], byte[]> record, String part, byte @Nullable [] bytes, Deserializer<T> deserializer) {
        if (bytes == null) {
            return null;
        }
        try {
            return deserializer.deserialize(record.topic(), bytes);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the " + part + " of " + record.topic() + "-" + record.partition() + " at offset " + record.offset()
                            + ", " + bytes.length + " bytes, is nothing that "
                            + deserializer.getClass().getName() + " reads: " + e,
                    e);
        }
    }

    private Pair<K, V> pair() throws Exception {
        ThreadLocal<Pair<K, V>> held = pairs;
        if (held == null) {
            held = new ThreadLocal<>();
            pairs = held;
        }
        Pair<K, V> pair = held.get();
        if (pair == null) {
            pair = new Pair<>(configured(keys, true), configured(values, false));
            held.set(pair);
        }
        return pair;
    }

    private <T> Deserializer<T> configured(Supplier<? extends Deserializer<T>> made, boolean isKey) throws Exception {
        Deserializer<T> deserializer = made.get();
        deserializer.configure(properties, isKey);
        return deserializer;
    }
}
