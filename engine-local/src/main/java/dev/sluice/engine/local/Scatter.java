package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.TaskContext;

/** Takes the records of one source partition and sends each where its key belongs. Used by one thread at a time. */
abstract class Scatter<K, V> implements Emitter<KeyValue<K, V>> {
    private final Placement placement;
    private final TaskContext task;

    Scatter(Placement placement, TaskContext task) {
        this.placement = placement;
        this.task = task;
    }

    @Override
    public final void emit(KeyValue<K, V> record) throws Exception {
        int hash;
        int target;
        try {
            hash = placement.hash(record);
            target = placement.target(record.key(), hash);
        } catch (SluiceException refused) {
            task.failed(placement.origin(), record, refused);
            return;
        }
        send(record, hash, target);
    }

    abstract void send(KeyValue<K, V> record, int hash, int target);
}
