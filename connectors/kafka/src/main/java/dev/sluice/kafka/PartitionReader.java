package dev.sluice.kafka;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Emitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges of one partition. What the client has fetched beyond the end of a range is kept for the next one, which
 * usually begins there. For one thread at a time.
 */
final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final KafkaOptions options;
    private final KafkaPartition partition;
    private final TopicPartition assigned;
    private final Consumer<byte[], byte[]> consumer;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
    private @Nullable ConsumerRecord<byte[], byte[]> first;
    private long next = -1;

    PartitionReader(KafkaOptions options, KafkaPartition partition) {
        this.options = options;
        this.partition = partition;
        this.assigned = partition.toKafka();
        this.consumer =
                new KafkaConsumer<>(options.forConsumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(Set.of(assigned));
    }

    /** The offset at which it goes on without looking for it; -1 before the first range. */
    long next() {
        return next;
    }

    /**
     * Hands out the records with offsets from one up to another; some offsets may have none.
     *
     * @throws SourceException if records of the range are gone, or no broker gives them
     */
    void read(long from, long to, Emitter<? super KafkaRecord<byte[], byte[]>> out) throws Exception {
        moveTo(from);
        Patience patience = new Patience(options, partition);
        while (next < to) {
            ConsumerRecord<byte[], byte[]> record = peek();
            if (record == null) {
                patience.fetched(next, to, fetch(to));
            } else if (record.offset() >= to) {
                next = to;
            } else {
                first = null;
                next = record.offset() + 1;
                out.emit(opened(record));
            }
        }
    }

    private void moveTo(long offset) {
        if (next != offset) {
            fetched = Collections.emptyIterator();
            first = null;
            consumer.seek(assigned, offset);
            next = offset;
        }
    }

    private @Nullable ConsumerRecord<byte[], byte[]> peek() {
        if (first == null && fetched.hasNext()) {
            first = fetched.next();
        }
        return first;
    }

    /** Whether this came any further. */
    private boolean fetch(long to) {
        try {
            fetched = consumer.poll(POLL).records(assigned).iterator();
            if (fetched.hasNext()) {
                return true;
            }
            long position = consumer.position(assigned);
            boolean further = position > next;
            next = Math.max(next, position);
            return further;
        } catch (OffsetOutOfRangeException e) {
            long begin = consumer.beginningOffsets(Set.of(assigned)).getOrDefault(assigned, 0L);
            if (begin <= next) {
                throw new SourceException(
                        options.name() + ": a batch reads offsets up to " + to + " of " + partition + ", but at " + next
                                + " there is nothing any more: its brokers lost records, or the topic was created"
                                + " anew. The batch was not run; start anew in another directory, from a position that"
                                + " you choose",
                        e);
            }
            Gaps.met(options, partition, next, begin);
            moveTo(Math.min(begin, to));
            return true;
        }
    }

    private static KafkaRecord<byte[], byte[]> opened(ConsumerRecord<byte[], byte[]> record) {
        return new KafkaRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                opened(record.headers()));
    }

    private static List<KafkaHeader> opened(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) {
            return List.of();
        }
        List<KafkaHeader> opened = new ArrayList<>(all.length);
        for (Header header : all) {
            opened.add(new KafkaHeader(header.key(), header.value()));
        }
        return opened;
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WAIT));
    }
}
