package dev.sluice.engine.spark;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps received blocks in the driver, one copy of each; they travel to the tasks that read them. Thread-safe. */
final class DriverBlocks implements BlockStore {
    private static final int REPLICAS = 1;

    private final Map<Long, Block<?>> blocks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    @Override
    public <T> Block<T> put(List<T> records, StorageLevel level) {
        Block<T> block = new Block<>(ids.incrementAndGet(), records.size(), REPLICAS, Split.of(records));
        blocks.put(block.id(), block);
        return block;
    }

    @Override
    public void remove(long blockId) {
        blocks.remove(blockId);
    }

    void clear() {
        blocks.clear();
    }
}
