package dev.sluice.engine;

import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Split;
import java.util.List;

/** Keeps blocks of received records until their batches are done. Thread-safe. */
public interface BlockStore {
    /**
     * Keeps a block. Returns once it is kept.
     *
     * @param records not changed by anyone afterwards
     */
    <T> Block<T> put(List<T> records, StorageLevel level);

    /** Forgets a block. Unknown ids are ignored. */
    void remove(long blockId);

    /**
     * A block that is kept.
     *
     * @param id unique within the engine
     * @param records the number of records
     * @param replicas how many copies were really made
     * @param split reads the block
     */
    record Block<T>(long id, long records, int replicas, Split<T> split) {}
}
