package dev.sluice.kafka;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Emitter;
import java.time.Duration;
import java.util.ArrayList;
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
    private List<ConsumerRecord<byte[], byte[]>> fetched = List.of();
    /** Of the first that was not handed out. */
    private int place;

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
        for (long at = from; at < to; at = next) {
            for (ConsumerRecord<byte[], byte[]> record : some(at, to)) {
                out.emit(opened(record));
            }
        }
    }

    /**
     * The first records of such a range, as many as there are at hand; none only if there are none up to its end. Goes on
     * behind them.
     *
     * @throws SourceException if records of the range are gone, or no broker gives them
     */
    List<ConsumerRecord<byte[], byte[]>> some(long from, long to) {
        moveTo(from);
        Patience patience = new Patience(options, partition);
        while (next < to) {
            if (place == fetched.size()) {
                patience.fetched(next, to, fetch(to));
            } else {
                List<ConsumerRecord<byte[], byte[]>> taken = fetched.subList(place, placeOf(to));
                place += taken.size();
                next = place < fetched.size() ? to : fetched.get(place - 1).offset() + 1;
                return taken;
            }
        }
        return List.of();
    }

    private void moveTo(long offset) {
        if (next != offset) {
            fetched = List.of();
            place = 0;
            consumer.seek(assigned, offset);
            next = offset;
        }
    }

    /** The first place behind which all fetched offsets are this one or larger. */
    private int placeOf(long offset) {
        int low = place;
        int high = fetched.size();
        if (fetched.get(high - 1).offset() < offset) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fetched.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether this came any further. */
    private boolean fetch(long to) {
        try {
            fetched = consumer.poll(POLL).records(assigned);
            place = 0;
            if (!fetched.isEmpty()) {
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

    /** A record as programs see it. */
    static KafkaRecord<byte[], byte[]> opened(ConsumerRecord<byte[], byte[]> record) {
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
