package dev.sluice.kafka;

import dev.sluice.data.Batch;
import dev.sluice.source.RateCap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds each partition to a rate. */
final class PartitionRates {
    private final long recordsPerSecond;
    private final Map<KafkaPartition, RateCap> caps = new HashMap<>();

    PartitionRates(long recordsPerSecond) {
        this.recordsPerSecond = recordsPerSecond;
    }

    /** How much of what waits a batch may read at most. */
    SortedMap<KafkaPartition, Long> bounded(Batch batch, SortedMap<KafkaPartition, Long> waiting) {
        SortedMap<KafkaPartition, Long> bounded = new TreeMap<>();
        waiting.forEach((partition, records) -> {
            RateCap cap = caps.computeIfAbsent(partition, unused -> new RateCap(recordsPerSecond));
            bounded.put(partition, Math.min(records, cap.next(batch)));
        });
        return bounded;
    }

    /** A batch reads these. */
    void spend(Map<KafkaPartition, Span> spans) {
        spans.forEach((partition, span) -> {
            RateCap cap = caps.get(partition);
            if (cap != null) {
                cap.spend(span.size());
            }
        });
    }
}
