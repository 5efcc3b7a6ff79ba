package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import java.io.Serializable;
import java.util.List;

/**
 * A source that is read by position and can be read again: files, logs, generators. Called by one thread at a time;
 * only the splits travel to tasks.
 *
 * @param <T> the records
 * @param <P> a position: an immutable value; for a source with several partitions, all their positions together
 */
public interface DirectSource<T, P> extends Serializable {
    /** The position where a new run begins. */
    P start() throws Exception;

    /**
     * The position up to which a batch reads.
     *
     * @param from where it begins
     * @param recordsMax the most records to take where the source can count them
     */
    P next(P from, Batch batch, long recordsMax) throws Exception;

    /** The records from one position to another: always the same ones. */
    List<Split<T>> splits(P from, P to) throws Exception;

    /** Everything before the position is done with: the source may forget it, or tell others so. */
    default void acknowledge(P position) throws Exception {}

    /** Releases what the source holds open. */
    default void close() throws Exception {}

    /** The range for people to read. */
    default String describe(P from, P to) {
        return "[" + from + ", " + to + ")";
    }
}
