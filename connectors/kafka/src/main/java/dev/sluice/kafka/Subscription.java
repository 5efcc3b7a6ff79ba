package dev.sluice.kafka;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which partitions a stream reads. */
sealed interface Subscription extends Serializable {
    /** Whether it may come to read this topic. */
    boolean reads(String topic);

    /** The topics that must be there; empty where any may be. */
    Set<String> topics();

    /** All partitions of these topics. */
    record Topics(TreeSet<String> topics) implements Subscription {
        static Topics of(Collection<String> names) {
            return new Topics(new TreeSet<>(names));
        }

        @Override
        public boolean reads(String topic) {
            return topics.contains(topic);
        }

        @Override
        public String toString() {
            return String.join(", ", topics);
        }
    }

    /** All partitions of the topics with a name of this form, whenever they are created. */
    record Names(Pattern pattern) implements Subscription {
        @Override
        public boolean reads(String topic) {
            return pattern.matcher(topic).matches();
        }

        @Override
        public Set<String> topics() {
            return Set.of();
        }

        @Override
        public String toString() {
            return "topics like " + pattern;
        }
    }

    /** These partitions and no others. */
    record Partitions(TreeSet<KafkaPartition> partitions) implements Subscription {
        static Partitions of(Collection<KafkaPartition> partitions) {
            return new Partitions(new TreeSet<>(partitions));
        }

        @Override
        public boolean reads(String topic) {
            return partitions.stream().anyMatch(partition -> partition.topic().equals(topic));
        }

        @Override
        public Set<String> topics() {
            Set<String> topics = new TreeSet<>();
            partitions.forEach(partition -> topics.add(partition.topic()));
            return topics;
        }

        @Override
        public String toString() {
            return "partitions " + partitions;
        }
    }

    /** Whether it reads this partition of a topic that it reads. */
    default boolean reads(KafkaPartition partition) {
        return !(this instanceof Partitions chosen) || chosen.partitions().contains(partition);
    }
}
