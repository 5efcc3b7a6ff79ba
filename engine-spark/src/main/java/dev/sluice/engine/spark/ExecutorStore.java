package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * Spark's block manager, as far as received blocks need it. They go by the names of RDD blocks, because Spark makes new
 * copies of those when it loses an executor, which it does not do for other kinds.
 */
final class ExecutorStore {
    private static final int ATTEMPTS_MAX = 100;

    private ExecutorStore() {}

    /** An executor. */
    record Executor(String id, String host) {
        private static Executor of(BlockManagerId id) {
            return new Executor(id.executorId(), id.host());
        }

        /** As tasks may prefer it. */
        String place() {
            return "executor_" + host + "_" + id;
        }
    }

    /** One number for a block: what is in the place of an RDD's number, and of a partition's. */
    static long id(int series, int number) {
        return (long) series << Integer.SIZE | number;
    }

    private static BlockId block(long id) {
        return new RDDBlockId((int) (id >>> Integer.SIZE), (int) id);
    }

    private static BlockManager here() {
        return SparkEnv.get().blockManager();
    }

    /**
     * Puts a block here, and copies of it elsewhere.
     *
     * @return how many there are
     */
    static int put(long id, Iterator<Records> records, StorageLevel level) {
        BlockManager here = here();
        if (!here.putIterator(block(id), Spark.scala(records), level, true, Spark.tag())) {
            return 0;
        }
        int copies = copies(id);
        return copies < level.replication() && hasPeers() ? copy(id, level.replication()) : copies;
    }

    /** Whether there are other executors now. */
    static boolean hasPeers() {
        return !here().getPeers(true).isEmpty();
    }

    /** Makes more copies of a block that is held here. Returns how many there are. */
    static int copy(long id, int wanted) {
        BlockManager here = here();
        List<BlockManagerId> holders = CollectionConverters.asJava(here.master().getLocations(block(id)));
        if (holders.contains(here.blockManagerId()) && holders.size() < wanted && hasPeers()) {
            List<BlockManagerId> others = new ArrayList<>(holders);
            others.remove(here.blockManagerId());
            boolean ignored = here.replicateBlock(
                    block(id), CollectionConverters.asScala(others).toSet(), wanted, Option.empty());
        }
        return copies(id);
    }

    private static int copies(long id) {
        return here().master().getLocations(block(id)).size();
    }

    /** The pieces of a block, from here or elsewhere; null if nobody has it. */
    static @Nullable Iterator<Records> get(long id) {
        Option<BlockResult> found = here().get(block(id), Spark.<Records>tag());
        return found.isEmpty() ? null : records(found.get());
    }

    @SuppressWarnings("unchecked") // what was put
    private static Iterator<Records> records(BlockResult found) {
        return (Iterator<Records>) (Iterator<?>) Spark.java(found.data());
    }

    /** Forgets a block, wherever it is. */
    static void remove(long id) {
        here().master().removeBlock(block(id));
    }

    /** The blocks of a series that there are. Driver only. */
    static List<Long> ofSeries(int series) {
        for (int attempt = 1; ; attempt++) {
            try {
                return blocksOf(series);
            } catch (Exception e) { // Scala throws checked exceptions without saying so
                if (!(e.getCause() instanceof ConcurrentModificationException) || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Spark looks through its blocks while it changes them, and fails where it notices. */
    private static List<Long> blocksOf(int series) {
        return CollectionConverters.asJava(here().master().getMatchingBlockIds(new OfSeries(series), false)).stream()
                .map(block -> id(series, ((RDDBlockId) block).splitIndex()))
                .toList();
    }

    private static final class OfSeries extends AbstractFunction1<BlockId, Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int series;

        OfSeries(int series) {
            this.series = series;
        }

        @Override
        public Object apply(BlockId block) {
            return block instanceof RDDBlockId id && id.rddId() == series;
        }
    }

    /** Forgets all blocks of a series. */
    static void removeSeries(int series) {
        here().master().removeRdd(series, false);
    }

    /** Who holds each block. Driver only. */
    static Map<Long, List<Executor>> holders(List<Long> ids) {
        BlockId[] blocks = ids.stream().map(ExecutorStore::block).toArray(BlockId[]::new);
        Seq<Seq<BlockManagerId>> found = here().master().getLocations(blocks);
        Map<Long, List<Executor>> holders = new TreeMap<>();
        for (int i = 0; i < blocks.length; i++) {
            holders.put(
                    ids.get(i),
                    CollectionConverters.asJava(found.apply(i)).stream()
                            .map(Executor::of)
                            .toList());
        }
        return holders;
    }

    /** The executors there are; none where tasks run in the driver. Driver only. */
    static List<Executor> executors() {
        BlockManager here = here();
        return CollectionConverters.asJava(here.master().getPeers(here.blockManagerId())).stream()
                .map(Executor::of)
                .toList();
    }
}
