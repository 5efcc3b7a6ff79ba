package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The records of persisted nodes, each partition computed at most once, until they are unpersisted. Thread-safe. */
final class PersistStore {
    private final Map<Long, List<Once<Records<?>>>> kept = new ConcurrentHashMap<>();

    /** The records of a partition, computed and kept now if they are not yet. */
    @SuppressWarnings("unchecked") // a node keeps records of its own type
    <T> Records<T> read(Persist<T> node, int partition, Checkpoint checkpoint, Callable<Records<?>> computation)
            throws Exception {
        return (Records<T>) partitions(node).get(partition).get(checkpoint, computation);
    }

    /** The records of a partition, or null if they are not kept. */
    @Nullable
    Records<?> ifKept(Persist<?> node, int partition) {
        List<Once<Records<?>>> partitions = kept.get(node.id());
        return partitions == null ? null : partitions.get(partition).ifComputed();
    }

    /** Those of the partitions that are not kept. */
    int[] missing(Persist<?> node, int[] partitions) {
        int[] missing = new int[partitions.length];
        int count = 0;
        for (int partition : partitions) {
            if (ifKept(node, partition) == null) {
                missing[count++] = partition;
            }
        }
        return Arrays.copyOf(missing, count);
    }

    /** The kept records as a node of their own, kept no longer here. */
    <T> PlanNode<T> detach(Persist<T> node) {
        List<Split<T>> splits = new ArrayList<>(node.partitions());
        for (int partition = 0; partition < node.partitions(); partition++) {
            splits.add(split(node, partition));
        }
        unpersist(node.id());
        return new Source<>(splits, node.partitioner(), node.origin());
    }

    @SuppressWarnings("unchecked") // a node keeps records of its own type
    private <T> Split<T> split(Persist<T> node, int partition) {
        Records<T> records = (Records<T>) ifKept(node, partition);
        if (records == null) {
            throw new IllegalStateException(
                    node.origin() + ": partition " + partition + " must be computed before it is detached");
        }
        return new KeptSplit<>(records);
    }

    /** Records as a split. */
    private record KeptSplit<T>(Records<T> records) implements Split<T> {
        @Override
        public Iterator<T> iterator() throws Exception {
            return records.iterator();
        }

        @Override
        public long size() {
            return records.size();
        }

        @Override
        public void forEach(Emitter<? super T> out) throws Exception {
            records.forEach(out);
        }
    }

    void unpersist(long id) {
        kept.remove(id);
    }

    void clear() {
        kept.clear();
    }

    int size() {
        return kept.size();
    }

    private List<Once<Records<?>>> partitions(Persist<?> node) {
        List<Once<Records<?>>> known = kept.get(node.id());
        return known == null ? kept.computeIfAbsent(node.id(), id -> empty(node.partitions())) : known;
    }

    private static List<Once<Records<?>>> empty(int partitions) {
        List<Once<Records<?>>> all = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new Once<>());
        }
        return all;
    }
}
