package dev.sluice.kafka;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Of the properties that a program gives for a source or a sink, those that its helping clients know. */
final class ClientProperties {
    private ClientProperties() {}

    static Map<String, Object> forAdmin(String servers, SortedMap<String, String> properties) {
        return known(AdminClientConfig.configNames(), servers, properties);
    }

    static Map<String, Object> forConsumer(String servers, SortedMap<String, String> properties) {
        return known(ConsumerConfig.configNames(), servers, properties);
    }

    private static Map<String, Object> known(Set<String> names, String servers, SortedMap<String, String> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.keySet().retainAll(names);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return all;
    }
}
