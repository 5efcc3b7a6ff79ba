package dev.sluice.kafka;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A range of one partition. Offsets without a record, of transactions and compacted topics, make it smaller than it looks. */
record KafkaSplit(KafkaOptions options, KafkaPartition partition, long from, long to)
        implements Split<KafkaRecord<byte[], byte[]>> {
    /** Keeps no reader from one record to the next: who asks may stop asking. */
    @Override
    public Iterator<KafkaRecord<byte[], byte[]>> iterator() {
        return new Iterator<>() {
            private Iterator<ConsumerRecord<byte[], byte[]>> some = Collections.emptyIterator();
            private long next = from;

            @Override
            public boolean hasNext() {
                while (!some.hasNext() && next < to) {
                    read();
                }
                return some.hasNext();
            }

            private void read() {
                try {
                    PartitionReaders.read(options, partition, next, reader -> {
                        some = reader.some(next, to).iterator();
                        next = reader.next();
                    });
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public KafkaRecord<byte[], byte[]> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more records of " + partition + " before " + to);
                }
                return PartitionReader.opened(some.next());
            }
        };
    }

    @Override
    public void forEach(Emitter<? super KafkaRecord<byte[], byte[]>> out) throws Exception {
        PartitionReaders.read(options, partition, from, reader -> reader.read(from, to, out));
    }

    @Override
    public long size() {
        return UNKNOWN;
    }

    @Override
    public long sizeMax() {
        return to - from;
    }
}
