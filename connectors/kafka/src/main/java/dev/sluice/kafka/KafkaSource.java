package dev.sluice.kafka;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Supplier;
import dev.sluice.source.StreamSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Topics of Kafka, read by position: a batch reads what was there when it was planned, one partition of work for each
 * partition of a topic. Positions are kept with the plans of batches, not in Kafka, so that a batch that is run again
 * reads the same records. An immutable value; every method gives another one.
 *
 * <pre>{@code
 * DStream<KafkaRecord<String, String>> orders = KafkaSource.topics("localhost:9092", "orders")
 *         .keys(StringDeserializer::new)
 *         .values(StringDeserializer::new)
 *         .startAt(KafkaStart.earliest())
 *         .stream(ssc);
 * }</pre>
 *
 * @param <K> keys
 * @param <V> values
 */
public final class KafkaSource<K, V> {
    private static final String GUARANTEE = "by position: a batch that runs again reads the same offsets";
    private static final String DURABLE_GUARANTEE =
            "exactly once: a batch that is run again reads the same offsets, the next run goes on behind them, and the"
                    + " group is told only of what no run reads again";
    private static final AtomicLong STREAMS = new AtomicLong();

    /** What would change which records a plan stands for, or is said in another way. */
    private static final Map<String, String> OWN = Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "the first argument of topics, pattern or partitions",
            ConsumerConfig.GROUP_ID_CONFIG, "group(name)",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "startAt(start) and onGap(gap)",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "group(name), which commits what is done with",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "readUncommitted()",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "keys(deserializer)",
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "values(deserializer)",
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "an operator of the stream");

    private final KafkaOptions options;
    /** Null for bytes. */
    private final @Nullable Supplier<? extends Deserializer<K>> keys;

    private final @Nullable Supplier<? extends Deserializer<V>> values;

    private KafkaSource(
            KafkaOptions options,
            @Nullable Supplier<? extends Deserializer<K>> keys,
            @Nullable Supplier<? extends Deserializer<V>> values) {
        this.options = options;
        this.keys = keys;
        this.values = values;
    }

    /** All partitions of these topics, as bytes, from the records on that come after the start of the first run. */
    public static KafkaSource<byte[], byte[]> topics(String servers, String... topics) {
        if (topics.length == 0) {
            throw new InvalidProgramException("a stream of Kafka reads no topic; name one, or give a pattern");
        }
        return of(servers, Subscription.Topics.of(List.of(topics)));
    }

    /**
     * All partitions of the topics with a name of this form, whenever they are created.
     *
     * @param form a regular expression for the whole name
     */
    public static KafkaSource<byte[], byte[]> pattern(String servers, String form) {
        try {
            return of(servers, new Subscription.Names(Pattern.compile(form)));
        } catch (PatternSyntaxException e) {
            throw new InvalidProgramException("'" + form + "' is no pattern of topics: " + e.getMessage(), e);
        }
    }

    /** These partitions and no others. */
    public static KafkaSource<byte[], byte[]> partitions(String servers, Collection<KafkaPartition> partitions) {
        if (partitions.isEmpty()) {
            throw new InvalidProgramException("a stream of Kafka reads no partition; name one");
        }
        return of(servers, Subscription.Partitions.of(partitions));
    }

    private static KafkaSource<byte[], byte[]> of(String servers, Subscription subscription) {
        KafkaOptions options = new KafkaOptions(servers, subscription);
        return new KafkaSource<>(options, null, null);
    }

    /** Makes keys of their bytes; a deserializer is made for each thread, and configured with the properties. */
    public <A> KafkaSource<A, V> keys(Supplier<? extends Deserializer<A>> deserializer) {
        return new KafkaSource<>(options, deserializer, values);
    }

    /** Makes values of their bytes; a deserializer is made for each thread, and configured with the properties. */
    public <A> KafkaSource<K, A> values(Supplier<? extends Deserializer<A>> deserializer) {
        return new KafkaSource<>(options, keys, deserializer);
    }

    /** Where a new run begins; {@link KafkaStart#latest} unless said otherwise. Partitions that come later are read whole. */
    public KafkaSource<K, V> startAt(KafkaStart start) {
        return with(changed -> changed.start = start);
    }

    /**
     * A consumer group to which is committed what no run reads again, so that other tools see how far the stream is. The
     * stream neither joins the group nor begins there unless {@link KafkaStart#group} says so; no consumer may be a
     * member of it.
     */
    public KafkaSource<K, V> group(String name) {
        return with(changed -> changed.group = name);
    }

    /** A property for the clients, for example for TLS or SASL. Its value is shown nowhere and never stored. */
    public KafkaSource<K, V> property(String name, String value) {
        return properties(Map.of(name, value));
    }

    /** Properties for the clients, for example for TLS or SASL. Their values are shown nowhere and never stored. */
    public KafkaSource<K, V> properties(Map<String, String> more) {
        more.keySet().forEach(name -> {
            String instead = OWN.get(name);
            if (instead != null) {
                throw new InvalidProgramException("the property " + name
                        + " is not given to a stream of Kafka as such; instead there is " + instead);
            }
        });
        SortedMap<String, String> all = new TreeMap<>(options.properties);
        all.putAll(more);
        return with(changed -> changed.properties = all);
    }

    /** Reads records of transactions that are open or were aborted too. */
    public KafkaSource<K, V> readUncommitted() {
        return with(changed -> changed.committedOnly = false);
    }

    /** What happens where records that were to be read are gone; the batch fails unless said otherwise. */
    public KafkaSource<K, V> onGap(KafkaGap gap) {
        return with(changed -> changed.gap = gap);
    }

    /** Reads a partition in several pieces at once where a batch reads more offsets of it than this. */
    public KafkaSource<K, V> splitAbove(long records) {
        if (records < 1) {
            throw new InvalidProgramException("a split has at least 1 record; splitAbove was given " + records);
        }
        return with(changed -> changed.splitRecordsMax = records);
    }

    /** The most records a second of each partition, beside the limits of the context. */
    public KafkaSource<K, V> maxRatePerPartition(long recordsPerSecond) {
        if (recordsPerSecond < 1) {
            throw new InvalidProgramException(
                    "a rate is at least 1 record a second; maxRatePerPartition was given " + recordsPerSecond);
        }
        return with(changed -> changed.partitionRateMax = recordsPerSecond);
    }

    private KafkaSource<K, V> with(Consumer<KafkaOptions> change) {
        return new KafkaSource<>(options.with(change), keys, values);
    }

    /**
     * The records as a stream. A key or value that its deserializer refuses is a failure of that record, for which the
     * context's policy holds: with quarantine it is left out and told of.
     */
    @SuppressWarnings("unchecked") // without deserializers they are bytes
    public DStream<KafkaRecord<K, V>> stream(StreamingContext context) {
        KafkaOptions own = options.with(changed -> changed.id = Long.toString(STREAMS.incrementAndGet()));
        DStream<KafkaRecord<byte[], byte[]>> bytes = context.stream(
                new StreamSource.Direct<>(own.name(), GUARANTEE, DURABLE_GUARANTEE, new KafkaDirect(own)));
        return keys == null && values == null
                ? (DStream<KafkaRecord<K, V>>) (DStream<?>) bytes
                : bytes.map(new Decoder<>(orBytes(keys), orBytes(values), options.properties));
    }

    @SuppressWarnings("unchecked") // without deserializers they are bytes
    private static <A> Supplier<? extends Deserializer<A>> orBytes(
            @Nullable Supplier<? extends Deserializer<A>> deserializer) {
        Supplier<Deserializer<byte[]>> bytes = ByteArrayDeserializer::new;
        return deserializer == null ? (Supplier<? extends Deserializer<A>>) (Supplier<?>) bytes : deserializer;
    }

    /** The topics and the names of properties, without their values. */
    @Override
    public String toString() {
        return options.toString();
    }
}
