package dev.sluice.kafka;

import dev.sluice.data.Batch;
import dev.sluice.error.OutputConflictException;
import dev.sluice.time.Micros;
import java.time.Instant;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The newest batch of which a partition was written. Kept as an offset that is committed in the transaction of its
 * records: the offset is the id of the batch, for people to see; the rest is in its metadata.
 *
 * @param micros the time of the batch, in microseconds of the epoch
 * @param partitions how many partitions the batch was written in
 */
record Mark(long batch, long micros, int partitions) {
    static Mark of(Batch batch, int partitions) {
        return new Mark(batch.id(), Micros.of(batch.time()), partitions);
    }

    static Mark of(OffsetAndMetadata offset) {
        String[] fields = offset.metadata().split(" ", -1);
        return new Mark(offset.offset(), Long.parseLong(fields[0]), Integer.parseInt(fields[1]));
    }

    OffsetAndMetadata offset() {
        return new OffsetAndMetadata(batch, micros + " " + partitions);
    }

    Instant time() {
        return Micros.moment(micros);
    }

    /**
     * Whether the partition of a batch was written before. Batches come in the order of their times.
     *
     * @throws OutputConflictException if it was, and with the records divided in another way
     */
    boolean covers(Mark other, String shown) {
        if (micros == other.micros && partitions != other.partitions) {
            throw new OutputConflictException(shown + ": the batch of " + Micros.inWords(micros)
                    + " was written in part, in " + partitions + " partitions, and has " + other.partitions
                    + " now; what is written stays as it is. Run it with as many as before, by the parallelism of the"
                    + " program or repartition(" + partitions + ")");
        }
        return micros >= other.micros;
    }
}
