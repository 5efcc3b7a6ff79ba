package dev.sluice.engine.spark;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Received blocks. What comes in through the driver is kept there and travels to the tasks that read it: it is gone with
 * the driver, as everything is. What comes in through executors is kept by them. Thread-safe.
 */
final class SparkBlocks implements BlockStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SparkBlocks.class);
    private static final int HERE = 0;
    private static final int IDLE_SECONDS = 10;

    private final Letters letters;
    private final Map<Long, Split<?>> here = new ConcurrentHashMap<>();
    private final Map<Long, Adopted> adopted = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final ThreadPoolExecutor cleaner;

    SparkBlocks(Letters letters) {
        this.letters = letters;
        this.cleaner = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SparkBlocks::thread);
        cleaner.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sluice-blocks-cleaner");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A block that executors keep.
     *
     * @param copies how many there are to be
     * @param again the same records from elsewhere
     */
    record Adopted(long records, int copies, @Nullable Split<?> again) {}

    @Override
    public <T> Block<T> put(List<T> records, StorageLevel level) {
        long id = ExecutorStore.id(HERE, ids.getAndIncrement());
        Split<T> split = Split.of(records);
        here.put(id, split);
        return new Block<>(id, records.size(), 1, split);
    }

    @Override
    public <T> Block<T> adopt(long id, long records, StorageLevel level, @Nullable Split<T> again) {
        adopted.put(id, new Adopted(records, Spark.level(level).replication(), again));
        List<String> places = places(id);
        return new Block<>(id, records, places.size(), new BlockSplit<>(letters, id, records, places));
    }

    private static List<String> places(long id) {
        return ExecutorStore.holders(List.of(id)).getOrDefault(id, List.of()).stream()
                .map(ExecutorStore.Executor::place)
                .toList();
    }

    /** Executors forget the block a little later. */
    @Override
    public void remove(long blockId) {
        if (here.remove(blockId) == null && adopted.remove(blockId) != null) {
            cleaner.execute(() -> forget(blockId));
        }
    }

    private static void forget(long id) {
        try {
            ExecutorStore.remove(id);
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            LOG.debug("a block that is done with could not be removed; Spark is stopping, or its executors are", e);
        }
    }

    /** Forgets the blocks of a series that were not adopted; none of them is from now on. */
    void forgetOthers(int series) {
        try {
            ExecutorStore.ofSeries(series).stream()
                    .filter(id -> !adopted.containsKey(id))
                    .forEach(SparkBlocks::forget);
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            LOG.debug("blocks that nobody took could not be looked for; Spark is stopping", e);
        }
    }

    /** The blocks that executors keep. */
    Map<Long, Adopted> adopted() {
        return new HashMap<>(adopted);
    }

    /** The records of a block that all executors have lost; null where nobody has them. */
    @Nullable
    Records again(long id) throws Exception {
        Adopted block = adopted.get(id);
        Split<?> again = block == null ? null : block.again();
        return again == null ? null : Records.packed(letters.engine(), Spark.list(again.iterator()));
    }

    /** Forgets everything. */
    @Override
    public void close() {
        cleaner.shutdown();
        here.clear();
        if (Spark.isRunning()) {
            adopted.keySet().forEach(SparkBlocks::forget);
        }
        adopted.clear();
    }
}
