package dev.sluice.kafka;

import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Writes a partition of a batch with a producer of its own. */
final class RecordWriter<T> implements Sink.Writer<T> {
    private final Writing writing;
    private final SinkProducer producer;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final Encoder<T> encoder;
    private final long batchMillis;
    private final boolean needsKeys;
    private volatile @Nullable Exception failure;
    private boolean begun;
    private boolean over;

    RecordWriter(Writing writing, SinkProducer producer, Encoder<T> encoder, OutputKey key, boolean needsKeys) {
        this.writing = writing;
        this.producer = producer;
        this.kafka = producer.kafka();
        this.encoder = encoder;
        this.batchMillis = key.batch().timeMillis();
        this.needsKeys = needsKeys;
    }

    /** How what was sent is ended. */
    interface Writing {
        /** Returns when all that was sent is there to stay. */
        void end(SinkProducer producer);

        /** Takes the producer for the next batch. */
        void giveBack(SinkProducer producer);

        /** What a failure of the client becomes. */
        RuntimeException failure(Exception thrown);
    }

    @Override
    public void write(T record) throws Exception {
        ProducerRecord<byte[], byte[]> sent = encoder.encode(record, batchMillis, this::partitions);
        if (needsKeys && sent.key() == null) {
            throw new IllegalArgumentException("it has no key, by which what is written twice would be one");
        }
        try {
            if (!begun) {
                producer.begin();
                begun = true;
            }
            kafka.send(sent, this::sent);
        } catch (RuntimeException e) {
            failure = e;
        }
        requireSound();
    }

    private int partitions(String topic) {
        try {
            return kafka.partitionsFor(topic).size();
        } catch (RuntimeException e) {
            throw writing.failure(e);
        }
    }

    private void sent(@Nullable RecordMetadata where, @Nullable Exception thrown) {
        if (thrown != null && failure == null) {
            failure = thrown;
        }
    }

    private void requireSound() {
        Exception thrown = failure;
        if (thrown != null) {
            throw writing.failure(thrown);
        }
    }

    @Override
    public String stage() {
        try {
            writing.end(producer);
        } catch (RuntimeException e) {
            sent(null, e);
        }
        requireSound();
        over = true;
        writing.giveBack(producer);
        return "";
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            if (failure == null || failure instanceof RecordTooLargeException) {
                producer.abandon();
            } else {
                // brokers that do not answer would keep the batch waiting once more
                producer.close();
            }
        }
    }
}
