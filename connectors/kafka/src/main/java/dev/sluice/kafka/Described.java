package dev.sluice.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The range of a batch in words, seen from where the one before ended. */
record Described(Map<KafkaPartition, Span> before) {
    private static final int SHOWN_MAX = 20;

    String text(SortedMap<KafkaPartition, Span> spans) {
        List<String> parts = new ArrayList<>();
        spans.forEach((partition, span) -> {
            String part = part(partition, span);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        });
        int more = parts.size() - SHOWN_MAX;
        return String.join(", ", parts.subList(0, Math.min(parts.size(), SHOWN_MAX)))
                + (more > 0 ? " and " + more + " more partitions" : "");
    }

    private String part(KafkaPartition partition, Span span) {
        Span known = before.get(partition);
        String range = span.size() > 0 ? " [" + span.begin() + ", " + span.end() + ")" : "";
        if (known == null) {
            return partition + " new" + (range.isEmpty() ? ", begins at " + span.begin() : range);
        }
        long gap = span.begin() - known.end();
        if (gap != 0) {
            return partition + range + " skipped " + gap + " from " + known.end();
        }
        return range.isEmpty() ? "" : partition + range;
    }
}
