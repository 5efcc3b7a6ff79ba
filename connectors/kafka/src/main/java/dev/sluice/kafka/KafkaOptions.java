package dev.sluice.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/** How a stream of Kafka is read. A value: {@link #with} gives a changed copy, and nobody else changes one. */
final class KafkaOptions implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    /** Reads are large and short: what is not needed yet waits in the client for the next batch. */
    private static final Map<String, String> USUAL = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "4194304",
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, "1048576");

    final String servers;
    final Subscription subscription;
    /** Of this stream in this program, for what its tasks share; never stored. */
    String id = "";
    /** For the clients, as the program gave them; may hold secrets. */
    SortedMap<String, String> properties = new TreeMap<>();

    KafkaStart start = KafkaStart.latest();
    /** To which offsets are committed, for others to see; null for none. */
    @Nullable
    String group;

    boolean committedOnly = true;
    KafkaGap gap = KafkaGap.FAIL;
    /** The most offsets of a split. */
    long splitRecordsMax = Long.MAX_VALUE;
    /** The most records a second of each partition. */
    long partitionRateMax = Long.MAX_VALUE;

    KafkaOptions(String servers, Subscription subscription) {
        this.servers = servers;
        this.subscription = subscription;
    }

    /** A copy to which something was done. */
    KafkaOptions with(Consumer<KafkaOptions> change) {
        try {
            KafkaOptions changed = (KafkaOptions) clone();
            change.accept(changed);
            return changed;
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String name() {
        return "kafka " + subscription;
    }

    Map<String, Object> forAdmin() {
        return ClientProperties.forAdmin(servers, properties);
    }

    Map<String, Object> forConsumer() {
        Map<String, Object> all = new TreeMap<>(USUAL);
        all.putAll(properties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation().toString());
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return all;
    }

    IsolationLevel isolation() {
        return committedOnly ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    }

    /** Without the properties' values. */
    @Override
    public String toString() {
        return name() + " at " + servers + " with " + properties.keySet();
    }
}
