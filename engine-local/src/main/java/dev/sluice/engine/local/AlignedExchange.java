package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.TaskContext;
import java.util.List;
import java.util.stream.Stream;

/** A shuffle whose records are where they belong already: each partition is combined where it is, when it is first read. */
final class AlignedExchange<K, V, C> implements Exchange<K, C> {
    private final LocalJobGroup group;
    private final Shuffle<K, V, C> node;
    private final Combining<K, V, C> combining;
    private final List<Once<TableRecords<K, C>>> partitions;

    AlignedExchange(LocalJobGroup group, Shuffle<K, V, C> node, Combining<K, V, C> combining) {
        this.group = group;
        this.node = node;
        this.combining = combining;
        this.partitions = Stream.generate(() -> new Once<TableRecords<K, C>>())
                .limit(node.partitions())
                .toList();
    }

    @Override
    public Records<KeyValue<K, C>> read(int target, Job job) throws Exception {
        return partitions.get(target).get(job, () -> combine(group.task(target), job));
    }

    private TableRecords<K, C> combine(TaskContext task, Job job) throws Exception {
        TableScatter<K, V, C> scatter = new TableScatter<>(combining, task);
        new Reader(group, job).push(node.parent(), task, scatter);
        return new TableRecords<>(scatter.table());
    }

    @Override
    public long size(int target) {
        TableRecords<K, C> combined = partitions.get(target).ifComputed();
        return combined == null ? group.volume().of(node.parent(), target) : combined.size();
    }
}
