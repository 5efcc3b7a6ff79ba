package dev.sluice.intake;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keeps blocks on the heap, and can be told to fail. */
public final class MemoryBlocks implements BlockStore {
    private final Map<Long, List<?>> kept = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger putsToFailure = new AtomicInteger();
    private volatile boolean forgetting;
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** Lets one of the next puts fail: 1 for the very next. */
    public void failPut(int number) {
        putsToFailure.set(number);
    }

    /** From now on puts succeed, and what was put is lost at once. */
    void forgetPuts() {
        forgetting = true;
    }

    /** Lets every put wait for a latch. */
    public void holdPuts(CountDownLatch release) {
        held = release;
    }

    @Override
    public <T> Block<T> put(List<T> records, StorageLevel level) {
        if (putsToFailure.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
            throw new IllegalStateException("disk on fire");
        }
        Patience.await(held);
        long id = ids.incrementAndGet();
        if (!forgetting) {
            kept.put(id, records);
        }
        return new Block<>(id, records.size(), 1, Split.of(records));
    }

    @Override
    @SuppressWarnings("unchecked") // what was put
    public <T> Block<T> adopt(long id, long records, StorageLevel level, @Nullable Split<T> again) {
        List<T> found = (List<T>) kept.get(id);
        Split<T> split = found == null ? Objects.requireNonNull(again) : Split.of(found);
        return new Block<>(id, records, 1, split);
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
