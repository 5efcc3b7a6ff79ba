package dev.sluice.kafka;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.BiFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import dev.sluice.function.ToLongFunction;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Topics of Kafka that a stream is written to, exactly once unless said otherwise: each partition of a batch is one
 * transaction, which holds a mark of the batch too. A batch that runs again writes only the partitions that have no
 * mark of it. An immutable value; every method gives another one.
 *
 * <pre>{@code
 * counts.to(KafkaSink.<KeyValue<String, Long>>to("localhost:9092", "counts")
 *         .values(KeyValue::value, LongSerializer::new)
 *         .keys(KeyValue::key, StringSerializer::new));
 * }</pre>
 *
 * <p>Consumers see it so with {@code isolation.level=read_committed}; a {@link KafkaSource} does by itself. They see the
 * partitions of a batch one after another. Marks are offsets of groups whose names begin with {@code sluice-}, as do the
 * transactional ids. Brokers keep them for {@code offsets.retention.minutes}, seven days unless they are set up otherwise:
 * a program that died while it wrote a batch, and is started later than that, may write partitions of that batch twice.
 *
 * @param <T> the records of the stream
 */
public final class KafkaSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    /** What would break the promise, or is said in another way. */
    private static final Map<String, String> OWN = Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "the first argument of to",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, "the name of the program, which it is made of",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "always true",
            ProducerConfig.ACKS_CONFIG, "always all",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "keys(part, serializer)",
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "values(part, serializer)");

    private final SinkOptions options;
    private final RecordForm<T> form;

    private KafkaSink(SinkOptions options, RecordForm<T> form) {
        this.options = options;
        this.form = form;
    }

    /** A topic that does not know yet what is written to it. */
    public static final class Target<T> {
        private final SinkOptions options;

        private Target(SinkOptions options) {
            this.options = options;
        }

        /**
         * Writes this part of each record as the value; null is a tombstone.
         *
         * @param serializer made once for each producer, and configured with the properties
         */
        public <V> KafkaSink<T> values(
                Function<? super T, ? extends V> part, Supplier<? extends Serializer<V>> serializer) {
            return new KafkaSink<>(options, RecordForm.of(new RecordForm.Part<>(part, serializer)));
        }
    }

    /**
     * A topic, which must be there.
     *
     * @param servers where clients begin, for example {@code broker-1:9092,broker-2:9092}
     */
    public static <T> Target<T> to(String servers, String topic) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        return new Target<>(new SinkOptions(servers, topic, id, Delivery.TRANSACTIONAL_BY_PARTITION, new TreeMap<>()));
    }

    /**
     * Writes this part of each record as the key, by which the producer chooses the partition; without it records have
     * none.
     *
     * @param serializer made once for each producer, and configured with the properties
     */
    public <K> KafkaSink<T> keys(Function<? super T, ? extends K> part, Supplier<? extends Serializer<K>> serializer) {
        return with(old -> old.withKeys(new RecordForm.Part<>(part, serializer)));
    }

    /** The time of each record, in milliseconds of the epoch; without it, the time of its batch. */
    public KafkaSink<T> timestamps(ToLongFunction<? super T> millis) {
        return with(old -> old.withTimestamps(millis));
    }

    /** The headers of each record. */
    public KafkaSink<T> headers(Function<? super T, List<KafkaHeader>> headers) {
        return with(old -> old.withHeaders(headers));
    }

    /** The partition of the topic for each record, by it and the number of partitions; without it the producer chooses. */
    public KafkaSink<T> partitions(BiFunction<? super T, Integer, Integer> partition) {
        return with(old -> old.withPartitions(partition));
    }

    /** Another topic for each record than the sink's own, which holds the marks all the same. */
    public KafkaSink<T> topics(Function<? super T, String> topic) {
        return with(old -> old.withTopics(topic));
    }

    /**
     * Without transactions and marks. A batch that runs again writes its records again, which changes nothing where the
     * topic is read as a table, by the newest value of each key: compacted, or into a store. A record without a key fails
     * the batch. A process that stood still and was taken for dead may write what it had begun after the next run did.
     */
    public KafkaSink<T> idempotent() {
        return new KafkaSink<>(options.with(Delivery.IDEMPOTENT), form);
    }

    /** Without transactions and marks. A batch that runs again writes its records again. */
    public KafkaSink<T> atLeastOnce() {
        return new KafkaSink<>(options.with(Delivery.AT_LEAST_ONCE), form);
    }

    /** A property for the clients, for example for TLS or SASL. Its value is shown nowhere and never stored. */
    public KafkaSink<T> property(String name, String value) {
        return properties(Map.of(name, value));
    }

    /** Properties for the clients, for example for TLS or SASL. Their values are shown nowhere and never stored. */
    public KafkaSink<T> properties(Map<String, String> more) {
        more.keySet().forEach(name -> {
            String instead = OWN.get(name);
            if (instead != null) {
                throw new InvalidProgramException(
                        "the property " + name + " is not given to a sink of Kafka as such; it is " + instead);
            }
        });
        return new KafkaSink<>(options.with(more), form);
    }

    private KafkaSink<T> with(UnaryOperator<RecordForm<T>> change) {
        return new KafkaSink<>(options, change.apply(form));
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Delivery delivery() {
        return options.delivery();
    }

    @Override
    public void prepare(OutputKey key, int partitions) throws Exception {
        if (partitions > 0 && isTransactional()) {
            boolean unused = SinkFailure.told(options, () -> {
                Claim.ensure(options, key, partitions);
                return true;
            });
        }
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) throws Exception {
        return SinkFailure.told(options, () -> {
            if (!isTransactional()) {
                return writer(new Plain(options), Plain.producer(options), key);
            }
            Transaction transaction = new Transaction(options, key, partition, partitions);
            SinkProducer producer = transaction.open();
            return producer == null ? new WrittenBefore<>() : writer(transaction, producer, key);
        });
    }

    private Writer<T> writer(RecordWriter.Writing writing, SinkProducer producer, OutputKey key) throws Exception {
        try {
            return new RecordWriter<>(
                    writing, producer, producer.encoder(form), key, options.delivery() == Delivery.IDEMPOTENT);
        } catch (Throwable thrown) {
            producer.close();
            throw thrown;
        }
    }

    @Override
    public Optional<Instant> newest(String job) throws Exception {
        return isTransactional()
                ? SinkFailure.told(
                        options, () -> SinkClients.of(options).marks().newest(job))
                : Optional.empty();
    }

    @Override
    public void close() {
        SinkClients.forget(options);
    }

    private boolean isTransactional() {
        return options.delivery() == Delivery.TRANSACTIONAL_BY_PARTITION;
    }

    /** The topic and the names of properties, without their values. */
    @Override
    public String toString() {
        return options.toString();
    }
}
