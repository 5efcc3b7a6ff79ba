package dev.sluice.engine.local;

import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.TaskContext;

/** Where the records come from that no step makes: splits of sources, exchanges, evaluated states, kept records. */
final class Bases {
    private final LocalJobGroup group;

    Bases(LocalJobGroup group) {
        this.group = group;
    }

    @SuppressWarnings("unchecked") // what is evaluated has the type of its node
    <T> Records<T> read(PlanNode<T> node, TaskContext task, Job job, Reader reader) throws Exception {
        int partition = task.partition();
        if (node instanceof Source<T> source) {
            return Records.of(source.splits().get(partition));
        }
        if (node instanceof Shuffle<?, ?, ?> shuffle) {
            return (Records<T>) group.exchanges().of(shuffle, job).read(partition, job);
        }
        if (node instanceof Stateful<?, T> stateful) {
            return (Records<T>) group.states().of(stateful, job).records(partition);
        }
        if (node instanceof Persist<T> persist) {
            return group.engine().persisted().read(persist, partition, job, () -> keep(persist, task, reader));
        }
        throw new IllegalStateException(node.origin() + ": a " + node.getClass().getSimpleName() + " is not a base");
    }

    private <T> Records<T> keep(Persist<T> node, TaskContext task, Reader reader) throws Exception {
        ChunkedRecords<T> records = new ChunkedRecords<>();
        Emitter<? super T> checked = node.level() == StorageLevel.MEMORY_ONLY
                ? records
                : group.engine().checks().records(records, node.origin());
        reader.push(node.parent(), task, checked);
        return records;
    }
}
