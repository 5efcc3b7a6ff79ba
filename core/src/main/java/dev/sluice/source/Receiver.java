package dev.sluice.source;

import dev.sluice.data.StorageLevel;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in from the outside and pushes them into a stream. {@link #onStart} begins threads that call
 * {@code store} until {@link #isStopped}; {@link #onStop} ends what {@code onStart} began. A receiver that throws or asks
 * for it is restarted, after a pause that grows while it stores nothing.
 *
 * <p><b>At most once:</b> {@link #store(Object)} returns before the record is kept; a crash loses what waits for a batch
 * and the batches that run. <b>At least once:</b> {@link #store(List)} returns once the whole block is kept and will be
 * in a batch; a receiver that acknowledges to its source only then loses nothing that the source sends again. After a
 * restart such a source sends again what was not acknowledged, so records may arrive twice.
 *
 * <p>In a run with a directory {@code store(List)} returns once the block is in the log, as durable as the run promises,
 * and no crash loses it from then on. Single records are written there when their batch begins; a crash loses those that
 * wait for that.
 *
 * <p>The threads that {@code onStart} begins belong to that start: once it has ended, {@code isStopped} is true for them
 * for ever and {@code store} refuses their records, so that two starts never receive side by side. Threads that a
 * receiver keeps over restarts, for example in a pool, must be begun outside of {@code onStart}: those count for the
 * start that runs. All methods are thread-safe; those that store may wait.
 *
 * @param <T> the records; never null
 */
public abstract class Receiver<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StorageLevel storageLevel;
    private transient volatile @Nullable ReceiverSupervisor<T> supervisor;

    /** A receiver whose blocks are kept on this level. */
    protected Receiver(StorageLevel storageLevel) {
        this.storageLevel = storageLevel;
    }

    /** A receiver whose blocks are kept as {@link StorageLevel#MEMORY_AND_DISK_SER_2}, like Spark's own receivers. */
    protected Receiver() {
        this(StorageLevel.MEMORY_AND_DISK_SER_2);
    }

    /**
     * Begins to receive. Must not block: it begins threads and returns. Called on a thread of its own; one that throws
     * is restarted.
     */
    public abstract void onStart() throws Exception;

    /**
     * Ends what {@link #onStart} began: closes connections so that the threads end. May store what it still has. Called
     * once for each start, after {@code onStart} has returned; only when that has not happened by the time a stop gives
     * up, its thread is interrupted and this is called beside it.
     */
    public abstract void onStop() throws Exception;

    /** The host to run on, where the engine has a choice. */
    public Optional<String> preferredLocation() {
        return Optional.empty();
    }

    /** Where blocks are kept. */
    public final StorageLevel storageLevel() {
        return storageLevel;
    }

    /**
     * Stores one record, at most once: returns before it is kept. Records of one thread keep their order. Waits while
     * the most records that may wait for a batch do so; an interrupt ends the waiting.
     *
     * @throws dev.sluice.error.ReceiverStoppedException if the record was not taken because the receiver is stopped,
     *     was restarted meanwhile, or the thread was interrupted; the interrupt is left pending
     */
    public final void store(T record) {
        if (record == null) {
            throw nullRecord();
        }
        supervisor().store(record);
    }

    /** Stores records as if one by one. */
    final void storeEach(List<T> records) {
        requireNoNull(records);
        if (!records.isEmpty()) {
            supervisor().storeEach(records);
        }
    }

    /**
     * Stores a block of records. Returns only when all of them are kept and registered for the next batch: acknowledge
     * then. Fails as a whole; after a failure acknowledge nothing and restart. The list is copied. Waits like
     * {@link #store(Object)}; an empty block is ignored.
     *
     * @throws dev.sluice.error.ReceiverStoppedException if no record was taken, as for {@link #store(Object)}
     * @throws dev.sluice.error.StorageException if the block could not be kept
     */
    public final void store(List<T> records) {
        storeBlock(new ArrayList<>(records));
    }

    /** Stores what the iterator gives as one block, see {@link #store(List)}; the iterator must end. */
    public final void store(Iterator<T> records) {
        List<T> block = new ArrayList<>();
        records.forEachRemaining(block::add);
        storeBlock(block);
    }

    private void storeBlock(List<T> block) {
        requireNoNull(block);
        if (!block.isEmpty()) {
            supervisor().storeBlock(block);
        }
    }

    private void requireNoNull(List<T> records) {
        for (T record : records) {
            if (record == null) {
                throw nullRecord();
            }
        }
    }

    /** Tells the listeners of an error; the receiver goes on. */
    public final void reportError(String message, @Nullable Throwable cause) {
        supervisor().reportError(message, cause);
    }

    /** Asks for {@link #onStop}, a pause and {@link #onStart}; returns at once. Ignored from a start that has ended. */
    public final void restart(String message) {
        supervisor().restart(message, null, null);
    }

    /** Asks for a restart because of an error, see {@link #restart(String)}. */
    public final void restart(String message, @Nullable Throwable cause) {
        supervisor().restart(message, cause, null);
    }

    /** Asks for a restart after exactly this pause, see {@link #restart(String)}. */
    public final void restart(String message, @Nullable Throwable cause, Duration delay) {
        supervisor().restart(message, cause, delay);
    }

    /**
     * Ends the receiver for good; returns at once. Spark starts a receiver again that stopped itself, which leaves a
     * receiver without a way to say that its source is exhausted; here {@link #restart(String)} says the one and stop
     * the other. The rest of the program goes on, and what was stored is still processed.
     */
    public final void stop(String message) {
        supervisor().stop(message, null);
    }

    /** Ends the receiver for good because of an error, see {@link #stop(String)}. */
    public final void stop(String message, @Nullable Throwable cause) {
        supervisor().stop(message, cause);
    }

    /** Whether the start that the calling thread belongs to runs. */
    public final boolean isStarted() {
        ReceiverSupervisor<T> attached = supervisor;
        return attached != null && attached.isStarted();
    }

    /** Whether the start that the calling thread belongs to has ended, so that the thread must end too. */
    public final boolean isStopped() {
        ReceiverSupervisor<T> attached = supervisor;
        return attached != null && attached.isStopped();
    }

    /** The number of the stream this receiver feeds. */
    public final int streamId() {
        return supervisor().streamId();
    }

    /** Puts the receiver under a supervisor, before its start. For those who run receivers, not for programs. */
    public final void attach(ReceiverSupervisor<T> newSupervisor) {
        ReceiverSupervisor<T> attached = supervisor;
        if (attached != null && !attached.isDone()) {
            throw new InvalidProgramException("receiver " + this + " already feeds stream " + attached.streamId()
                    + " and cannot feed stream " + newSupervisor.streamId()
                    + " too; give each stream a receiver of its own");
        }
        supervisor = newSupervisor;
    }

    private ReceiverSupervisor<T> supervisor() {
        ReceiverSupervisor<T> attached = supervisor;
        if (attached == null) {
            throw new IllegalLifecycleException("receiver " + this
                    + " is not started; give it to a stream, and store from onStart on, in threads that it begins");
        }
        return attached;
    }

    private SourceException nullRecord() {
        return new SourceException(
                "receiver " + this + " stored null; a record is never null: leave it out, or make it an Optional");
    }
}
