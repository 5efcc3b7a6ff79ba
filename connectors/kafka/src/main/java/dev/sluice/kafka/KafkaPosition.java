package dev.sluice.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a stream has come, and what its last batch read to get there: both, so that a plan says where a partition began
 * and what was skipped. Topics are in the order of their names.
 */
record KafkaPosition(List<TopicPosition> topics) {
    static KafkaPosition of(Map<String, String> ids, SortedMap<KafkaPartition, Span> spans) {
        SortedMap<String, List<Span>> byTopic = new TreeMap<>();
        spans.forEach((partition, span) -> byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                .add(span));
        List<TopicPosition> topics = new ArrayList<>();
        byTopic.forEach((topic, each) -> topics.add(new TopicPosition(topic, ids.getOrDefault(topic, ""), each)));
        return new KafkaPosition(topics);
    }

    SortedMap<KafkaPartition, Span> spans() {
        SortedMap<KafkaPartition, Span> spans = new TreeMap<>();
        for (TopicPosition topic : topics) {
            for (Span span : topic.spans()) {
                spans.put(new KafkaPartition(topic.topic(), span.number()), span);
            }
        }
        return spans;
    }

    /** The position behind it, of a batch that reads nothing. */
    KafkaPosition behind() {
        return new KafkaPosition(topics.stream()
                .map(topic -> new TopicPosition(
                        topic.topic(),
                        topic.id(),
                        topic.spans().stream().map(Span::behind).toList()))
                .toList());
    }

    SortedMap<String, String> ids() {
        SortedMap<String, String> ids = new TreeMap<>();
        topics.forEach(topic -> ids.put(topic.topic(), topic.id()));
        return ids;
    }

    /** For people: {@code orders-0 120, orders-1 98}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        spans().forEach((partition, span) -> text.append(text.isEmpty() ? "" : ", ")
                .append(partition)
                .append(' ')
                .append(span.end()));
        return text.toString();
    }
}
