package dev.sluice.plan;

import dev.sluice.data.KeyValue;

/** Addresses each record to every one of a number of targets. */
record ReplicateStep<T>(int targets) implements Step.Element<T, KeyValue<Integer, T>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super KeyValue<Integer, T>> out) {
        return record -> {
            for (int target = 0; target < targets; target++) {
                out.emit(KeyValue.of(target, record));
            }
        };
    }
}
