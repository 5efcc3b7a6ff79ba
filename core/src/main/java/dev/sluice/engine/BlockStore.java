package dev.sluice.engine;

import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps blocks of received records until their batches are done. Thread-safe. */
public interface BlockStore {
    /**
     * Keeps a block. Returns once it is kept.
     *
     * @param records not changed by anyone afterwards
     */
    <T> Block<T> put(List<T> records, StorageLevel level);

    /**
     * Takes over a block that a {@linkplain ReceiverHost.Site#blocks() site} keeps: it is read and forgotten here.
     *
     * @param id what the site called it
     * @param level how it was put there
     * @param again the same records from elsewhere, read in this process if all copies are lost; null if nobody has them
     */
    default <T> Block<T> adopt(long id, long records, StorageLevel level, @Nullable Split<T> again) {
        throw new UnsupportedOperationException("no site keeps blocks for this engine");
    }

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
