package dev.sluice.intake;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps blocks on the heap, and can be told to fail. */
public final class MemoryBlocks implements BlockStore {
    private final Map<Long, List<?>> kept = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();

    /** Lets the next puts fail. */
    public void failNext(int puts) {
        failures.set(puts);
    }

    @Override
    public <T> Block<T> put(List<T> records, StorageLevel level) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("disk on fire");
        }
        long id = ids.incrementAndGet();
        kept.put(id, records);
        return new Block<>(id, records.size(), 1, Split.of(records));
    }

    @Override
    public void remove(long blockId) {
        kept.remove(blockId);
    }

    /** The blocks that are kept now. */
    public Set<Long> ids() {
        return kept.keySet();
    }
}
