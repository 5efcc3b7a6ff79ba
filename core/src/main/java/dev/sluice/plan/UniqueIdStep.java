package dev.sluice.plan;

import dev.sluice.data.KeyValue;

/** Numbers the records so that no two of any partition share a number: partition p of n gives p, p + n, p + 2n. */
record UniqueIdStep<T>(int partitions) implements Step.Element<T, KeyValue<T, Long>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super KeyValue<T, Long>> out) {
        return new Numbering<>(task.partition(), partitions, out);
    }
}
