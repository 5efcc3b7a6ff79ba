package dev.sluice.kafka;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of a topic.
 *
 * @param number from 0
 */
public record KafkaPartition(String topic, int number) implements Serializable, Comparable<KafkaPartition> {
    static KafkaPartition of(TopicPartition partition) {
        return new KafkaPartition(partition.topic(), partition.partition());
    }

    TopicPartition toKafka() {
        return new TopicPartition(topic, number);
    }

    @Override
    public int compareTo(KafkaPartition other) {
        int topics = topic.compareTo(other.topic);
        return topics != 0 ? topics : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return topic + "-" + number;
    }
}
