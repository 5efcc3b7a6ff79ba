package dev.sluice.kafka;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.event.PartitionInfo;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of a subscription, read by offset. While no broker answers, batches read nothing. */
final class KafkaDirect implements DirectSource<KafkaRecord<byte[], byte[]>, KafkaPosition> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDirect.class);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaOptions options;
    private transient @Nullable Brokers brokers;
    private transient @Nullable Outlook outlook;
    private transient @Nullable PartitionRates rates;
    private transient Map<KafkaPartition, Long> lastEnds = Map.of();

    KafkaDirect(KafkaOptions options) {
        this.options = options;
    }

    @Override
    public KafkaPosition start() {
        try {
            SortedMap<String, Brokers.Topic> topics = brokers().topics(FIRST_PATIENCE);
            Outlook.requireThere(options, topics.keySet());
            Outlook look = outlook();
            List<KafkaPartition> partitions = look.partitions(topics);
            SortedMap<KafkaPartition, Span> spans = new TreeMap<>();
            new Starts(brokers(), FIRST_PATIENCE)
                    .offsets(options.start, partitions)
                    .forEach((partition, offset) -> spans.put(partition, new Span(partition.number(), offset, offset)));
            return KafkaPosition.of(Outlook.ids(topics), spans);
        } catch (KafkaException e) {
            throw new SourceException(
                    options.name() + ": could not find where to start: " + e.getMessage()
                            + "; nothing was read. Check that " + options.servers
                            + " are brokers that this machine reaches, and the settings of the connection",
                    e);
        }
    }

    @Override
    public KafkaPosition next(KafkaPosition from, Batch batch, long recordsMax) {
        try {
            return ahead(from, batch, recordsMax);
        } catch (RetriableException e) {
            LOG.warn(
                    "{}: batch {} reads nothing, for no broker says how far it can: {}",
                    options.name(),
                    batch.id(),
                    e.toString());
            return from;
        }
    }

    private KafkaPosition ahead(KafkaPosition from, Batch batch, long recordsMax) {
        KafkaPosition behind = from.behind();
        KafkaPosition begin = outlook().look(behind, batch);
        SortedMap<KafkaPartition, Span> spans = begin.spans();
        Map<KafkaPartition, Long> ends = brokers().ends(spans.keySet(), PATIENCE);
        lastEnds = ends;
        SortedMap<KafkaPartition, Long> waiting = new TreeMap<>();
        spans.forEach((partition, span) -> waiting.put(partition, waiting(partition, span, ends)));
        SortedMap<KafkaPartition, Long> bounded = rates().bounded(batch, waiting);
        Shares.of(bounded, recordsMax)
                .forEach((partition, share) -> spans.computeIfPresent(
                        partition, (unused, span) -> new Span(span.number(), span.begin(), span.begin() + share)));
        rates().spend(spans);
        boolean moves = !begin.equals(behind) || spans.values().stream().anyMatch(span -> span.size() > 0);
        return moves ? KafkaPosition.of(begin.ids(), spans) : from;
    }

    private long waiting(KafkaPartition partition, Span span, Map<KafkaPartition, Long> ends) {
        long end = ends.getOrDefault(partition, span.begin());
        if (end < span.begin()) {
            throw new SourceException(options.name() + ": the next record of " + partition + " to read has offset "
                    + span.begin() + ", but the partition ends at " + end
                    + " now: the run was told to start behind it, its brokers lost records that had been read, or the"
                    + " topic was created anew. Nothing was read from it; start anew in another directory, from a"
                    + " position that is there");
        }
        return end - span.begin();
    }

    @Override
    public List<Split<KafkaRecord<byte[], byte[]>>> splits(KafkaPosition from, KafkaPosition to) {
        List<Split<KafkaRecord<byte[], byte[]>>> splits = new ArrayList<>();
        to.spans().forEach((partition, span) -> {
            long pieces = span.size() == 0 ? 0 : 1 + (span.size() - 1) / options.splitRecordsMax;
            for (long piece = 0; piece < pieces; piece++) {
                long begin = span.begin() + Math.multiplyExact(span.size(), piece) / pieces;
                long end = span.begin() + Math.multiplyExact(span.size(), piece + 1) / pieces;
                splits.add(new KafkaSplit(options, partition, begin, end));
            }
        });
        return splits;
    }

    @Override
    public List<PartitionInfo> partitions(KafkaPosition from, KafkaPosition to) {
        boolean reads = !from.equals(to);
        List<PartitionInfo> infos = new ArrayList<>();
        to.spans()
                .forEach((partition, span) -> infos.add(new PartitionInfo(
                        partition.toString(),
                        reads ? span.begin() : span.end(),
                        span.end(),
                        lastEnds.getOrDefault(partition, -1L))));
        return infos;
    }

    @Override
    public void acknowledge(KafkaPosition position) {
        String group = options.group;
        if (group != null) {
            Map<KafkaPartition, Long> offsets = new TreeMap<>();
            position.spans().forEach((partition, span) -> offsets.put(partition, span.end()));
            brokers().commit(group, offsets, PATIENCE);
        }
    }

    @Override
    public String describe(KafkaPosition from, KafkaPosition to) {
        return from.equals(to) ? "nothing" : new Described(from.spans()).text(to.spans());
    }

    @Override
    public void close() {
        Brokers open = brokers;
        if (open != null) {
            open.close();
        }
        PartitionReaders.forget(options.id);
    }

    private Brokers brokers() {
        Brokers open = brokers;
        if (open == null) {
            open = new Brokers(options);
            brokers = open;
        }
        return open;
    }

    private Outlook outlook() {
        Outlook look = outlook;
        if (look == null) {
            look = new Outlook(options, brokers(), PATIENCE);
            outlook = look;
        }
        return look;
    }

    private PartitionRates rates() {
        PartitionRates known = rates;
        if (known == null) {
            known = new PartitionRates(options.partitionRateMax);
            rates = known;
        }
        return known;
    }
}
