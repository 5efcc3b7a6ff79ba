package dev.sluice.kafka;

import dev.sluice.sink.Delivery;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * Where and how a sink writes.
 *
 * @param topic of the records, unless they name another; its first partition is what marks are kept for
 * @param id of this sink in all processes that write for it
 * @param properties for the clients, as the program gave them; may hold secrets
 */
record SinkOptions(String servers, String topic, String id, Delivery delivery, SortedMap<String, String> properties)
        implements Serializable {
    /**
     * Batches are written in bursts, and may take long from the first record to the last. A transaction is refused until
     * the marks of the one before are written, which takes milliseconds.
     */
    private static final Map<String, String> USUAL = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG, "131072",
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "3",
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "300000");

    String name() {
        return "kafka " + topic;
    }

    TopicPartition place() {
        return new TopicPartition(topic, 0);
    }

    SinkOptions with(Delivery other) {
        return new SinkOptions(servers, topic, id, other, properties);
    }

    SinkOptions with(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(properties);
        all.putAll(more);
        return new SinkOptions(servers, topic, id, delivery, all);
    }

    Map<String, Object> forAdmin() {
        return ClientProperties.forAdmin(servers, properties);
    }

    /** For a producer that acknowledges what all replicas have, and writes nothing twice by its own retries. */
    Map<String, Object> forProducer() {
        Map<String, Object> all = new TreeMap<>(USUAL);
        all.putAll(properties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return all;
    }

    /** For a consumer that says who a group is, and never asks a broker. */
    Map<String, Object> forGroup(String group) {
        Map<String, Object> all = ClientProperties.forConsumer(servers, properties);
        all.put(CommonClientConfigs.GROUP_ID_CONFIG, group);
        return all;
    }

    /** Without the properties' values. */
    @Override
    public String toString() {
        return name() + " at " + servers + " with " + properties.keySet();
    }
}
