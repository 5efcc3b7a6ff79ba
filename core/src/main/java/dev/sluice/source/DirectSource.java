package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.event.PartitionInfo;
import dev.sluice.plan.Split;
import java.io.Serializable;
import java.util.List;

/**
 * A source that is read by position and can be read again: files, logs, generators. Called by one thread at a time;
 * only the splits travel to tasks.
 *
 * <p>In a run with a directory the positions of a batch are stored before it acts, and a later run goes on from there. A
 * source that must remember more than a position also is a {@link Remembering} one.
 *
 * @param <T> the records
 * @param <P> a position: an immutable value with {@code equals} that can be stored, which are records, enums and values
 *     and collections of the JDK; for a source with several partitions, all their positions together
 */
public interface DirectSource<T, P> extends Serializable {
    /** The position where a new run begins; not asked for by a run that goes on after another. */
    P start() throws Exception;

    /**
     * The position up to which a batch reads; may be asked for again from the same position. Self-clocked batches ask at
     * their least interval, and begin when the answer is another position than the one given.
     *
     * @param from where it begins
     * @param recordsMax the most records to take where the source can count them
     */
    P next(P from, Batch batch, long recordsMax) throws Exception;

    /** The records from one position to another: always the same ones, in as many splits. */
    List<Split<T>> splits(P from, P to) throws Exception;

    /**
     * The same records as {@link #splits} gave to an earlier run, which may have acted on them. The number of records, if
     * the splits know it, is checked by the caller.
     *
     * @throws dev.sluice.error.SourceException if they are not there any more, or are others
     */
    default List<Split<T>> splitsAgain(P from, P to) throws Exception {
        return splits(from, to);
    }

    /**
     * Everything before the position is done with, and will not be read again, not even after a crash: the source may
     * forget it, or tell others so. After a restart it may be told again.
     */
    default void acknowledge(P position) throws Exception {}

    /** Releases what the source holds open. */
    default void close() throws Exception {}

    /** How far its partitions are with a batch from one position to another; asked for right after {@link #next}. */
    default List<PartitionInfo> partitions(P from, P to) {
        return List.of();
    }

    /** The range for people to read. */
    default String describe(P from, P to) {
        return "[" + from + ", " + to + ")";
    }
}
