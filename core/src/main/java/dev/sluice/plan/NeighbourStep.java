package dev.sluice.plan;

import dev.sluice.data.KeyValue;

/** Addresses each partition as a whole to one of fewer targets, so that neighbours come together in order. */
record NeighbourStep<T>(int sources, int targets) implements Step.Element<T, KeyValue<Integer, T>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super KeyValue<Integer, T>> out) {
        Integer target = (int) ((long) task.partition() * targets / sources);
        return record -> out.emit(KeyValue.of(target, record));
    }
}
