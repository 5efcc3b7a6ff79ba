package dev.sluice.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides what a batch may read among partitions. */
final class Shares {
    private Shares() {}

    /**
     * So much of each partition, in proportion to what waits there; all of it where that is not too much. A share that
     * would be a fraction of a record goes to partitions in order.
     *
     * @param waiting records by partition
     */
    static SortedMap<KafkaPartition, Long> of(Map<KafkaPartition, Long> waiting, long max) {
        SortedMap<KafkaPartition, Long> shares = new TreeMap<>(waiting);
        double total = 0;
        for (long each : waiting.values()) {
            total += each;
        }
        if (total <= max) {
            return shares;
        }
        long left = max;
        for (Map.Entry<KafkaPartition, Long> share : shares.entrySet()) {
            long part = Math.min((long) (max * (share.getValue() / total)), left);
            share.setValue(part);
            left -= part;
        }
        for (Map.Entry<KafkaPartition, Long> share : shares.entrySet()) {
            long more = Math.min(waiting.getOrDefault(share.getKey(), 0L) - share.getValue(), Math.min(left, 1));
            share.setValue(share.getValue() + more);
            left -= more;
        }
        return shares;
    }
}
