package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Copyable;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Placement;
import dev.sluice.plan.TaskContext;

/** Sends every record of one source partition as it is where its key belongs. Used by one thread at a time. */
final class Dealing<K, V> implements Emitter<KeyValue<K, V>>, Copyable {
    private final Placement placement;
    private final TaskContext task;
    private final Lists<K, V> lists;

    Dealing(Placement placement, TaskContext task, Lists<K, V> lists) {
        this.placement = placement;
        this.task = task;
        this.lists = lists;
    }

    @Override
    public void emit(KeyValue<K, V> record) throws Exception {
        int target;
        try {
            target = placement.target(record.key(), Placement.hash(record, placement.origin()));
        } catch (SluiceException refused) {
            task.failed(placement.origin(), record, refused);
            return;
        }
        lists.add(target, record);
    }

    @Override
    public Object function() {
        return placement.partitioner();
    }
}
