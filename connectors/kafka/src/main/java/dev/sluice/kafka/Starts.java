package dev.sluice.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where partitions are begun. */
record Starts(Brokers brokers, Duration patience) {
    /** What brokers answer where no record is of a time or later. */
    private static final long NO_OFFSET = -1;

    Map<KafkaPartition, Long> offsets(KafkaStart start, Collection<KafkaPartition> partitions) {
        if (start instanceof KafkaStart.End end) {
            return end == KafkaStart.End.EARLIEST
                    ? brokers.begins(partitions, patience)
                    : brokers.ends(partitions, patience);
        }
        if (start instanceof KafkaStart.Time time) {
            Map<KafkaPartition, Long> found = new TreeMap<>(brokers.at(time.time(), partitions, patience));
            found.values().removeIf(offset -> offset == NO_OFFSET);
            return with(KafkaStart.latest(), found, partitions);
        }
        if (start instanceof KafkaStart.Offsets given) {
            return with(given.others(), given.offsets(), partitions);
        }
        KafkaStart.Group group = (KafkaStart.Group) start;
        return with(group.others(), brokers.committed(group.group(), patience), partitions);
    }

    private Map<KafkaPartition, Long> with(
            KafkaStart others, Map<KafkaPartition, Long> known, Collection<KafkaPartition> partitions) {
        Collection<KafkaPartition> unknown = new TreeSet<>(partitions);
        unknown.removeAll(known.keySet());
        Map<KafkaPartition, Long> all = new TreeMap<>(offsets(others, unknown));
        for (KafkaPartition partition : partitions) {
            Long offset = known.get(partition);
            if (offset != null) {
                all.put(partition, offset);
            }
        }
        return all;
    }
}
