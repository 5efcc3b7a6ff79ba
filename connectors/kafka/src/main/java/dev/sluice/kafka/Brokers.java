package dev.sluice.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers say of topics and offsets. For one thread. */
final class Brokers implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final KafkaOptions options;
    private final Admin admin;

    Brokers(KafkaOptions options) {
        this.options = options;
        this.admin = Admin.create(options.forAdmin());
    }

    /** The topics of the subscription that are there. */
    SortedMap<String, Topic> topics(Duration patience) {
        Set<String> names = options.subscription.topics();
        Set<String> wanted = names.isEmpty()
                ? wait(admin.listTopics().names(), patience).stream()
                        .filter(options.subscription::reads)
                        .collect(Collectors.toSet())
                : names;
        SortedMap<String, Topic> found = new TreeMap<>();
        admin.describeTopics(wanted).topicNameValues().forEach((name, description) -> {
            try {
                TopicDescription topic = wait(description, patience);
                found.put(
                        name,
                        new Topic(topic.topicId().toString(), topic.partitions().size()));
            } catch (UnknownTopicOrPartitionException gone) {
                // said by who asked
            }
        });
        return found;
    }

    /**
     * A topic.
     *
     * @param id another one when a topic of the same name is created anew
     */
    record Topic(String id, int partitions) {}

    Map<KafkaPartition, Long> begins(Collection<KafkaPartition> partitions, Duration patience) {
        return offsets(partitions, any -> OffsetSpec.earliest(), patience);
    }

    /** Up to where records can be read. */
    Map<KafkaPartition, Long> ends(Collection<KafkaPartition> partitions, Duration patience) {
        return offsets(partitions, any -> OffsetSpec.latest(), patience);
    }

    /** Of the first records of a time or later; -1 where there is none. */
    Map<KafkaPartition, Long> at(Instant time, Collection<KafkaPartition> partitions, Duration patience) {
        return offsets(partitions, any -> OffsetSpec.forTimestamp(time.toEpochMilli()), patience);
    }

    private Map<KafkaPartition, Long> offsets(
            Collection<KafkaPartition> partitions, Function<KafkaPartition, OffsetSpec> spec, Duration patience) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(KafkaPartition::toKafka, spec));
        Map<TopicPartition, ListOffsetsResultInfo> told = wait(
                admin.listOffsets(asked, new ListOffsetsOptions(options.isolation()))
                        .all(),
                patience);
        Map<KafkaPartition, Long> offsets = new TreeMap<>();
        told.forEach((partition, info) -> offsets.put(KafkaPartition.of(partition), info.offset()));
        return offsets;
    }

    /** What a group has committed. */
    Map<KafkaPartition, Long> committed(String group, Duration patience) {
        Map<KafkaPartition, Long> offsets = new TreeMap<>();
        wait(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), patience)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(KafkaPartition.of(partition), offset.offset());
                    }
                });
        return offsets;
    }

    /** Commits for a group that has no members. */
    void commit(String group, Map<KafkaPartition, Long> offsets, Duration patience) {
        Map<TopicPartition, OffsetAndMetadata> told = offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().toKafka(), each -> new OffsetAndMetadata(each.getValue())));
        wait(admin.alterConsumerGroupOffsets(group, told).all(), patience);
    }

    private <T> T wait(KafkaFuture<T> answer, Duration patience) {
        return Answers.await(answer, options.servers, patience);
    }

    @Override
    public void close() {
        admin.close(CLOSE_WAIT);
    }
}
