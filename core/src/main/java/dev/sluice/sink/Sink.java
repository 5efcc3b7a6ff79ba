package dev.sluice.sink;

import java.io.Serializable;
import java.util.List;

/**
 * Where the batches of a stream go. A value: it holds what is needed to connect, and connects in its writers.
 *
 * <pre>
 *   tasks, in parallel   open(key, 0) write… stage     open(key, 2) write… stage
 *   driver                                                                          publish(key, [receipt, receipt])
 * </pre>
 *
 * A batch that fails is run again with the same key, the same records in the same partitions and the same order. So a
 * sink is idempotent if what it writes is named by the key, and transactional if it keeps the key with it and refuses
 * to write under a key that it has.
 *
 * @param <T> the records
 */
public interface Sink<T> extends Serializable {
    /** What people know it by, for example {@code text files out/counts-*}. */
    String name();

    /** What it promises. */
    Delivery delivery();

    /**
     * Opens a partition, where the engine runs, when its first record is there; a partition without records is not
     * opened. Several partitions are written at once.
     */
    Writer<T> open(OutputKey key, int partition) throws Exception;

    /**
     * Makes what was staged visible. Called once all partitions are staged, on the thread of the batch; for a batch
     * without records too.
     *
     * @param receipts what the writers gave, by partition
     */
    default void publish(OutputKey key, List<String> receipts) throws Exception {}

    /** Discards what was staged, after a failure. Called on the thread of the batch, at most once for each attempt. */
    default void abandon(OutputKey key) throws Exception {}

    /** Writes one partition of one batch. For one thread. */
    interface Writer<T> {
        /** Writes a record. A failure fails the batch: no record is left out. */
        void write(T record) throws Exception;

        /**
         * Ends the partition; what was written must survive now, though nobody need see it yet.
         *
         * @return what publishing needs to know to find it, for example a file's name; may be empty
         */
        String stage() throws Exception;

        /** Lets go of everything, staged or not. Called once, at the end; a failure fails a batch that was staged. */
        default void close() throws Exception {}
    }
}
