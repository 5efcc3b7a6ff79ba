package dev.sluice.kafka;

import java.util.List;

/**
 * What a batch reads of one topic.
 *
 * @param id that the servers gave the topic when it was created
 * @param spans by partition, in order of their numbers
 */
record TopicPosition(String topic, String id, List<Span> spans) {}
