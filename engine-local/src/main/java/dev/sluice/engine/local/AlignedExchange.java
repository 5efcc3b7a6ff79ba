package dev.sluice.engine.local;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Placement;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.TaskContext;
import dev.sluice.table.KeyedTable;
import java.util.List;
import java.util.stream.Stream;

/** A shuffle whose records are where they belong already: each partition is combined where it is, when it is first read. */
final class AlignedExchange<K, V, C> implements Exchange<K, C> {
    private static final HashPartitioner HERE = new HashPartitioner(1);

    private final LocalJobGroup group;
    private final Shuffle<K, V, C> node;
    private final Combiner<V, C> combiner;
    private final List<Once<TableRecords<K, C>>> partitions;

    AlignedExchange(LocalJobGroup group, Shuffle<K, V, C> node, Combiner<V, C> combiner) {
        this.group = group;
        this.node = node;
        this.combiner = combiner;
        this.partitions = Stream.generate(() -> new Once<TableRecords<K, C>>())
                .limit(node.partitions())
                .toList();
    }

    @Override
    public Records<KeyValue<K, C>> read(int target, Job job) throws Exception {
        return partitions.get(target).get(job, () -> combine(group.task(target), job));
    }

    private TableRecords<K, C> combine(TaskContext task, Job job) throws Exception {
        Reader reader = new Reader(group, job, group.volume().of(node.parent(), task.partition()));
        Placement placement = Placement.of(HERE, node.origin());
        Combined<K, V, C> combined = new Combining<>(placement, task, combiner, Buckets.here());
        Combined<K, V, C> own = reader.own(combined, node.origin());
        reader.push(node.parent(), task, own);
        KeyedTable<K, C> table = own.addTo(null, 0, group.cancellation());
        return new TableRecords<>(table == null ? new KeyedTable<>() : table);
    }

    @Override
    public long size(int target) {
        TableRecords<K, C> combined = partitions.get(target).ifComputed();
        return combined == null ? group.volume().of(node.parent(), target) : combined.size();
    }
}
