package dev.sluice.kafka;

import dev.sluice.error.SluiceException;
import dev.sluice.sink.OutputKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** The transaction of a partition of a batch. */
final class Transaction implements RecordWriter.Writing {
    private final SinkOptions options;
    private final SinkClients clients;
    private final OutputKey key;
    private final OutputNames names;
    private final String name;
    private final Mark mark;

    Transaction(SinkOptions options, OutputKey key, int partition, int partitions) {
        this.options = options;
        this.clients = SinkClients.of(options);
        this.key = key;
        this.names = OutputNames.of(key, options.id());
        this.name = names.partition(partition);
        this.mark = Mark.of(key.batch(), partitions);
    }

    /** A producer for the transaction; null if one was committed before for this partition of the batch. */
    @Nullable
    SinkProducer open() {
        SinkProducer producer = producer();
        try {
            Mark newest = producer.mark;
            if (newest != null && newest.covers(mark, options.name())) {
                giveBack(producer);
                return null;
            }
            return producer;
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** In the driver's process nobody else writes this partition; elsewhere another executor may have meanwhile. */
    private SinkProducer producer() {
        SinkProducer idle = clients.take(use());
        if (idle == null) {
            return fresh();
        }
        try {
            if (clients.claim(names, key.epoch()) != null || Objects.equals(idle.mark, newest())) {
                return idle;
            }
        } catch (RuntimeException e) {
            idle.close();
            throw e;
        }
        idle.close();
        return fresh();
    }

    private SinkProducer fresh() {
        SinkProducer fresh = SinkProducer.transactional(options, name);
        try {
            fresh.mark = newest();
            return fresh;
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /** The newest batch whose partition was written, by whichever run that was not overtaken. */
    private @Nullable Mark newest() {
        Map<String, OffsetAndMetadata> kept = clients.marks().read(List.of(names.head(), name));
        Claim.require(kept.get(names.head()), options, key);
        OffsetAndMetadata offset = kept.get(name);
        return offset == null ? null : Mark.of(offset);
    }

    @Override
    public void end(SinkProducer producer) {
        producer.commit(mark.offset());
        producer.mark = mark;
    }

    @Override
    public void giveBack(SinkProducer producer) {
        clients.giveBack(use(), producer);
    }

    @Override
    public RuntimeException failure(Exception thrown) {
        if (thrown instanceof ProducerFencedException || thrown instanceof InvalidProducerEpochException) {
            try {
                newest();
            } catch (SluiceException overtaken) {
                return overtaken;
            } catch (RuntimeException unknown) {
                thrown.addSuppressed(unknown);
            }
        }
        return SinkFailure.of(options, thrown);
    }

    private String use() {
        return name + "@" + key.epoch();
    }
}
