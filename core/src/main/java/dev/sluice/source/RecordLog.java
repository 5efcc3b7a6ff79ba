package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import java.io.Serializable;
import java.util.List;

/**
 * The write-ahead log of one input: where records are written that their source cannot give again. Thread-safe.
 *
 * <p>A block is kept until the batches that read all of it are settled. Every method throws a
 * {@link dev.sluice.error.StorageException} when the disk fails, and {@link dev.sluice.error.FencedException} once
 * another run has taken over; a block whose writing failed is in no batch, now and after a restart.
 */
public interface RecordLog {
    /**
     * Writes records and returns once they are as durable as the run promises: acknowledge then. So is all that the same
     * thread gave to {@link #writeSoon} before.
     */
    Block write(List<?> records);

    /** Writes records; they are durable before the batch that reads them acts. */
    Block writeSoon(List<?> records);

    /**
     * Writes records that were encoded elsewhere, by the program's codec, like {@link #write} or {@link #writeSoon}.
     *
     * @param atOnce whether to return only once they are durable
     */
    Block writeEncoded(Encoded records, boolean atOnce);

    /** Writes records that came from a batch; they are there if that batch is done, and otherwise were never written. */
    Block writeWith(Batch batch, List<?> records);

    /** Part of a block as a split, which reads it from the log. The block may be of an earlier run. */
    <T> Split<T> read(Range range);

    /** No batch will ever read the block. */
    void giveUp(Block block);

    /** What a {@linkplain InputPlan#reading reading} of records in the log implements. */
    interface Reading {
        /** All that is read, in order. */
        List<Range> ranges();
    }

    /**
     * Records as one chunk of the program's codec.
     *
     * @param records how many there are
     */
    record Encoded(int records, byte[] bytes) implements Serializable {}

    /**
     * Records written together.
     *
     * @param id unique within the input, over all runs; counted from 1
     * @param records how many there are
     */
    record Block(long id, int records) {
        /** All of the block. */
        public Range all() {
            return new Range(id, 0, records);
        }
    }

    /** The records {@code [from, to)} of a block. */
    record Range(long block, int from, int to) {
        /** How many there are. */
        public int records() {
            return to - from;
        }
    }
}
