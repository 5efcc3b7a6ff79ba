package dev.sluice.kafka;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/** Where a new run begins to read. A run that goes on after another ignores it. */
public sealed interface KafkaStart extends Serializable {
    /** With the oldest record that is there. */
    static KafkaStart earliest() {
        return End.EARLIEST;
    }

    /** Behind the newest record that is there. */
    static KafkaStart latest() {
        return End.LATEST;
    }

    /** With the first record of this time or later; behind the newest where there is none. */
    static KafkaStart at(Instant time) {
        return new Time(time);
    }

    /** At these offsets; other partitions begin as {@code others} says. */
    static KafkaStart offsets(Map<KafkaPartition, Long> offsets, KafkaStart others) {
        return new Offsets(Map.copyOf(offsets), others);
    }

    /** Where a consumer group left off; partitions for which it has committed nothing begin as {@code others} says. */
    static KafkaStart group(String group, KafkaStart others) {
        return new Group(group, others);
    }

    /** One of the ends of each partition. */
    enum End implements KafkaStart {
        /** The oldest record. */
        EARLIEST,
        /** Behind the newest record. */
        LATEST
    }

    /** A moment. */
    record Time(Instant time) implements KafkaStart {}

    /** Given offsets. */
    record Offsets(Map<KafkaPartition, Long> offsets, KafkaStart others) implements KafkaStart {}

    /** What a group has committed. */
    record Group(String group, KafkaStart others) implements KafkaStart {}
}
