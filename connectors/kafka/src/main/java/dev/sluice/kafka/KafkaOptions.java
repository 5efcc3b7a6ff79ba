package dev.sluice.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of Kafka is read.
 *
 * @param id of this stream in this program, for what its tasks share; never stored
 * @param properties for the clients, as the program gave them; may hold secrets
 * @param group to which offsets are committed, for others to see; null for none
 * @param splitRecordsMax the most offsets of a split
 * @param partitionRateMax the most records a second of each partition
 */
record KafkaOptions(
        String id,
        String servers,
        Subscription subscription,
        SortedMap<String, String> properties,
        KafkaStart start,
        @Nullable String group,
        boolean committedOnly,
        KafkaGap gap,
        long splitRecordsMax,
        long partitionRateMax)
        implements Serializable {
    /** Reads are large and short: what is not needed yet waits in the client for the next batch. */
    private static final Map<String, String> USUAL = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "4194304",
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, "1048576");

    String name() {
        return "kafka " + subscription;
    }

    Map<String, Object> forAdmin() {
        Map<String, Object> all = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                all.put(name, value);
            }
        });
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return all;
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

    KafkaOptions withId(String changed) {
        return new KafkaOptions(
                changed,
                servers,
                subscription,
                properties,
                start,
                group,
                committedOnly,
                gap,
                splitRecordsMax,
                partitionRateMax);
    }

    KafkaOptions withProperties(SortedMap<String, String> changed) {
        return new KafkaOptions(
                id,
                servers,
                subscription,
                changed,
                start,
                group,
                committedOnly,
                gap,
                splitRecordsMax,
                partitionRateMax);
    }

    KafkaOptions withStart(KafkaStart changed) {
        return new KafkaOptions(
                id,
                servers,
                subscription,
                properties,
                changed,
                group,
                committedOnly,
                gap,
                splitRecordsMax,
                partitionRateMax);
    }

    KafkaOptions withGroup(String changed) {
        return new KafkaOptions(
                id,
                servers,
                subscription,
                properties,
                start,
                changed,
                committedOnly,
                gap,
                splitRecordsMax,
                partitionRateMax);
    }

    KafkaOptions withCommittedOnly(boolean changed) {
        return new KafkaOptions(
                id, servers, subscription, properties, start, group, changed, gap, splitRecordsMax, partitionRateMax);
    }

    KafkaOptions withGap(KafkaGap changed) {
        return new KafkaOptions(
                id,
                servers,
                subscription,
                properties,
                start,
                group,
                committedOnly,
                changed,
                splitRecordsMax,
                partitionRateMax);
    }

    KafkaOptions withSplitRecordsMax(long changed) {
        return new KafkaOptions(
                id, servers, subscription, properties, start, group, committedOnly, gap, changed, partitionRateMax);
    }

    KafkaOptions withPartitionRateMax(long changed) {
        return new KafkaOptions(
                id, servers, subscription, properties, start, group, committedOnly, gap, splitRecordsMax, changed);
    }

    /** Without the properties' values. */
    @Override
    public String toString() {
        return name() + " at " + servers + " with " + properties.keySet();
    }
}
