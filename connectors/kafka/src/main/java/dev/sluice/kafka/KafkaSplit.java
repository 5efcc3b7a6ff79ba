package dev.sluice.kafka;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A range of one partition. Offsets without a record, of transactions and compacted topics, make it smaller than it looks. */
record KafkaSplit(KafkaOptions options, KafkaPartition partition, long from, long to)
        implements Split<KafkaRecord<byte[], byte[]>> {
    private static final int PIECE = 4096;

    @Override
    public Iterator<KafkaRecord<byte[], byte[]>> iterator() {
        return new Iterator<>() {
            private Iterator<KafkaRecord<byte[], byte[]>> piece = Collections.emptyIterator();
            private long next = from;

            @Override
            public boolean hasNext() {
                while (!piece.hasNext() && next < to) {
                    long end = Math.min(to, next + PIECE);
                    piece = piece(next, end).iterator();
                    next = end;
                }
                return piece.hasNext();
            }

            @Override
            public KafkaRecord<byte[], byte[]> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more records of " + partition + " before " + to);
                }
                return piece.next();
            }
        };
    }

    private List<KafkaRecord<byte[], byte[]>> piece(long begin, long end) {
        List<KafkaRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            PartitionReaders.read(options, partition, begin, reader -> reader.read(begin, end, records::add));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return records;
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
