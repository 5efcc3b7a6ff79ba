package dev.sluice.engine.spark;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.error.StorageException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps blocks on this executor and copies on others, as many as the level says; fewer only where there are fewer
 * executors. Thread-safe.
 */
final class SiteBlocks implements BlockStore {
    private static final Logger LOG = LoggerFactory.getLogger(SiteBlocks.class);

    private final Letters letters;
    private final int series;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();

    SiteBlocks(Letters letters, int series) {
        this.letters = letters;
        this.series = series;
    }

    @Override
    public <T> Block<T> put(List<T> records, StorageLevel level) {
        long id = ExecutorStore.id(series, numbers.getAndIncrement());
        org.apache.spark.storage.StorageLevel wanted = Spark.level(level);
        int copies = ExecutorStore.put(id, PieceWork.pieces(letters.engine(), records.iterator()), wanted);
        if (copies == 0 || (copies < wanted.replication() && ExecutorStore.hasPeers())) {
            ExecutorStore.remove(id);
            throw new StorageException("of " + wanted.replication() + " copies of a block of " + records.size()
                    + " records Spark could make " + copies + "; see its log for why");
        }
        if (copies < wanted.replication() && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "there is one executor only, so received blocks have one copy and not {} until there are more",
                    wanted.replication());
        }
        return new Block<>(id, records.size(), copies, new BlockSplit<>(letters, id, records.size(), List.of()));
    }

    @Override
    public void remove(long blockId) {
        ExecutorStore.remove(blockId);
    }
}
