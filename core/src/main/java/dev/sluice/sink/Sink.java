package dev.sluice.sink;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the batches of a stream go. A value: it holds what is needed to connect, and connects in its writers.
 *
 * <pre>
 *   tasks, in parallel               open(key, 0, 3) write… stage     open(key, 2, 3) write… stage
 *   driver               prepare(key, 3)                                           fence      publish(key, [receipt, receipt])
 * </pre>
 *
 * A batch that fails is run again with the same key and the same records. Within a run they are in the same partitions
 * and the same order; a later run may divide them otherwise, if its number of partitions is another one. So a sink is
 * idempotent if what it writes is named by the key and the records, and transactional if it keeps the key with it and
 * refuses to write under a key that it has.
 *
 * <p><b>Why nobody sees a batch twice.</b> With a checkpoint directory a process may stand still for a minute, be taken
 * for dead, and go on when another run has taken over. Between staging and publishing there is a fence: it waits until
 * the plan of the batch is durable, and throws when a higher epoch was claimed. A run claims its epoch first, then calls
 * {@link #takeOver}, then reads the plans and begins. An older process is then in one of three places:
 *
 * <ol>
 *   <li>Not past the fence: it finds the epoch claimed, whatever it staged and whenever. It never publishes.
 *   <li>Past it, not yet published: what it publishes was staged before the epoch was claimed, so {@code takeOver} finds
 *       it and takes it away in one step. Either that step comes first, and publishing fails for there is nothing to
 *       publish; or publishing does, and this is the third place.
 *   <li>Published: that was before {@code takeOver} returned, under a plan that was durable before. The new run finds
 *       the plan, runs the batch again if its commit is missing, and finds the same output under the same key.
 * </ol>
 *
 * For this a publication must need what was staged, and nothing but {@code takeOver} and writers may make room for
 * staging. What cannot be taken away must be harmless when it is published late: the same under the same key.
 *
 * @param <T> the records
 */
public interface Sink<T> extends Serializable {
    /** What people know it by, for example {@code text files out/counts-*}. */
    String name();

    /** What it promises. */
    Delivery delivery();

    /**
     * A batch is about to be written: behind the fence where {@link #delivery} asks for one before the first record.
     * Called on the thread of the batch at every attempt.
     *
     * @param partitions how many there are to write, of which some may be empty; another run may have another number
     */
    default void prepare(OutputKey key, int partitions) throws Exception {}

    /**
     * Opens a partition, where the engine runs, when its first record is there; a partition without records is not
     * opened. Several partitions are written at once.
     *
     * @param partition from 0
     * @param partitions how many there are, as {@link #prepare} was told
     */
    Writer<T> open(OutputKey key, int partition, int partitions) throws Exception;

    /**
     * Makes what was staged visible. Called once all partitions are staged, on the thread of the batch; for a batch
     * without records too.
     *
     * @param receipts what the writers gave, by partition
     */
    default void publish(OutputKey key, List<String> receipts) throws Exception {}

    /** Discards what was staged, after a failure. Called on the thread of the batch, at most once for each attempt. */
    default void abandon(OutputKey key) throws Exception {}

    /**
     * The time of the newest batch of a job that is visible or held back here. Asked at the start of every run that
     * has a directory, before anything is changed: a directory that knows of no such batch was lost, or is an older copy
     * of one that went on, and its batches would stand beside those that are there.
     *
     * @param job as in {@link RunId}
     * @return empty where there is none, or the sink cannot tell
     * @throws dev.sluice.error.OutputConflictException if what is there belongs to another job
     */
    default Optional<Instant> newest(String job) throws Exception {
        return Optional.empty();
    }

    /**
     * Called once at the start of every run that has a directory, after it claimed its epoch and before anything is
     * planned. What lower epochs of the same job staged and did not publish is discarded, and can never become visible
     * from now on: their processes may still live.
     *
     * @throws dev.sluice.error.OutputConflictException if what is there belongs to another job
     */
    default void takeOver(RunId run) throws Exception {}

    /**
     * Called at a graceful stop, after the last batch: makes visible what the sink held back. A run that ends in another
     * way leaves that to the next run.
     */
    default void finish(RunId run) throws Exception {}

    /**
     * The run has ended, in whatever way: lets go of what this process keeps between batches. Called once, at the end of
     * every run and of every start that failed.
     */
    default void close() throws Exception {}

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
