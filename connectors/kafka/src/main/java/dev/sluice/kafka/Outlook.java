package dev.sluice.kafka;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then, by the time of batches, whether topics and partitions came or went, and whether what is to be read
 * is still there.
 */
final class Outlook {
    private static final Logger LOG = LoggerFactory.getLogger(Outlook.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final KafkaOptions options;
    private final Brokers brokers;
    private final Duration patience;
    private @Nullable Instant looked;

    Outlook(KafkaOptions options, Brokers brokers, Duration patience) {
        this.options = options;
        this.brokers = brokers;
        this.patience = patience;
    }

    /** Refuses to go on without a topic that the program names. */
    static void requireThere(KafkaOptions options, Set<String> found) {
        Set<String> missing = new TreeSet<>(options.subscription.topics());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new SourceException(options.name() + ": there is no topic " + String.join(", ", missing) + " at "
                    + options.servers + "; create it, or give the name of one that is there");
        }
    }

    static SortedMap<String, String> ids(Map<String, Brokers.Topic> topics) {
        SortedMap<String, String> ids = new TreeMap<>();
        topics.forEach((name, topic) -> ids.put(name, topic.id()));
        return ids;
    }

    /** The partitions that are to be read of these topics. */
    List<KafkaPartition> partitions(SortedMap<String, Brokers.Topic> topics) {
        List<KafkaPartition> partitions = new ArrayList<>();
        topics.forEach((name, topic) -> {
            for (int number = 0; number < topic.partitions(); number++) {
                KafkaPartition partition = new KafkaPartition(name, number);
                if (options.subscription.reads(partition)) {
                    partitions.add(partition);
                }
            }
        });
        return partitions;
    }

    /**
     * Where the next batch begins: with partitions that are new, without those that are gone, behind what was skipped; the
     * same where nothing has changed, or it is not yet time to look.
     *
     * @param from where the batch before ended
     */
    KafkaPosition look(KafkaPosition from, Batch batch) {
        Instant last = looked;
        if (last != null && batch.time().isBefore(last.plus(INTERVAL))) {
            return from;
        }
        SortedMap<String, Brokers.Topic> topics = brokers.topics(patience);
        Set<String> recreated = requireSame(from, topics);
        List<KafkaPartition> partitions = partitions(topics);
        Map<KafkaPartition, Long> begins = brokers.begins(partitions, patience);
        SortedMap<KafkaPartition, Span> spans = new TreeMap<>();
        SortedMap<KafkaPartition, Span> known = from.spans();
        for (KafkaPartition partition : partitions) {
            Span before = recreated.contains(partition.topic()) ? null : known.get(partition);
            spans.put(partition, next(partition, before, begins.getOrDefault(partition, 0L)));
        }
        looked = batch.time();
        return KafkaPosition.of(ids(topics), spans);
    }

    private Span next(KafkaPartition partition, @Nullable Span before, long begin) {
        if (before == null) {
            LOG.info("{}: {} is new, and is read from offset {}", options.name(), partition, begin);
            return new Span(partition.number(), begin, begin);
        }
        if (begin > before.end()) {
            Gaps.met(options, partition, before.end(), begin);
            return new Span(partition.number(), begin, begin);
        }
        return before;
    }

    private Set<String> requireSame(KafkaPosition from, Map<String, Brokers.Topic> topics) {
        Set<String> recreated = new TreeSet<>();
        Set<String> gone = new TreeSet<>();
        from.ids().forEach((name, id) -> {
            Brokers.Topic now = topics.get(name);
            if (now == null) {
                gone.add(name);
            } else if (!now.id().equals(id)) {
                recreated.add(name);
            }
        });
        if (options.gap == KafkaGap.FAIL) {
            requireNone(gone, "is gone");
            requireNone(recreated, "was deleted and created anew");
        } else if (!gone.isEmpty() || !recreated.isEmpty()) {
            LOG.warn("{}: gone are topics {}, created anew {}", options.name(), gone, recreated);
        }
        return recreated;
    }

    private void requireNone(Collection<String> topics, String what) {
        if (!topics.isEmpty()) {
            throw new SourceException(options.name() + ": topic " + String.join(", ", topics) + " " + what
                    + ", with records that may not have been read. The stream stands where it was; bring the topic back,"
                    + " start anew in another directory, or choose onGap(KafkaGap.SKIP) to read what is there");
        }
    }
}
