package dev.sluice.kafka;

import dev.sluice.error.SinkException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The marks of a sink at its brokers: offsets of groups that nobody is a member of. Thread-safe. */
final class Marks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final SinkOptions options;
    private final Admin admin;

    Marks(SinkOptions options) {
        this.options = options;
        this.admin = Admin.create(options.forAdmin());
    }

    /** Offsets can only be kept for a topic that is there. */
    void requireTopic() {
        try {
            await(admin.describeTopics(List.of(options.topic())).allTopicNames());
        } catch (UnknownTopicOrPartitionException missing) {
            throw new SinkException(
                    options.name() + ": there is no such topic at " + options.servers()
                            + "; create it first, with as many partitions as its readers need",
                    missing);
        }
    }

    /** What each of these groups has for the sink's topic; nothing for those without. Waits for what is being committed. */
    Map<String, OffsetAndMetadata> read(Collection<String> groups) {
        TopicPartition place = options.place();
        Map<String, ListConsumerGroupOffsetsSpec> asked = groups.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        any -> new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place))));
        Map<String, OffsetAndMetadata> found = new HashMap<>();
        await(admin.listConsumerGroupOffsets(asked, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .all())
                .forEach((group, offsets) -> {
                    OffsetAndMetadata offset = offsets.get(place);
                    if (offset != null) {
                        found.put(group, offset);
                    }
                });
        return found;
    }

    /** The time of the newest batch that any output of a job has written a partition of. */
    Optional<Instant> newest(String job) {
        List<String> groups = await(admin.listGroups().valid()).stream()
                .map(GroupListing::groupId)
                .filter(group -> OutputNames.isPartition(group, job))
                .toList();
        return groups.isEmpty()
                ? Optional.empty()
                : read(groups).values().stream()
                        .map(offset -> Mark.of(offset).time())
                        .max(Comparator.naturalOrder());
    }

    /** Breaks off what older producers of these ids have begun; none of them writes any more. */
    void fence(Collection<String> transactionalIds) {
        if (!transactionalIds.isEmpty()) {
            await(admin.fenceProducers(transactionalIds).all());
        }
    }

    private <T> T await(KafkaFuture<T> answer) {
        return Answers.await(answer, options.servers(), PATIENCE);
    }

    @Override
    public void close() {
        admin.close(CLOSE_WAIT);
    }
}
